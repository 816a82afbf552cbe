"""A browser for integration tests: signs in and sends forms as a browser does, CSRF token included."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from tests.builders.who import PASSWORD

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser(Client):
    """Django's test client, with CSRF checks on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **kwargs)

    def open(self, path: str, **kwargs: Any) -> str:
        """Return the text of a page, following redirects."""
        response = self.get(path, follow=True, **kwargs)
        return str(response.content.decode())

    def send(self, path: str, fields: dict[str, Any], *, page: str = "/sign-in") -> Any:
        """Send a form to `path` with the token of `page`."""
        found = TOKEN.search(self.get(page, follow=True).content.decode())
        token = found.group(1) if found else self.cookies["csrftoken"].value
        return self.post(path, {**fields, "csrfmiddlewaretoken": token})

    def sign_in(self, username: str, password: str = PASSWORD, onward: str = "/") -> Any:
        """Sign in; with one role it is chosen on the way."""
        response = self.send("/sign-in", {"username": username, "password": password, "next": onward})
        return self.get(response.url) if response.status_code == 302 else response
