"""Short ways through a round of signing in."""

from __future__ import annotations

from typing import Any

from tests.builders.browsers import Browser
from tests.builders.providers import ProviderServer

BEGIN = "/sign-in/openid?next=/people/find"
REFUSED = "You could not be signed in with NHS CIS2"


def sign_in(browser: Browser, provider: ProviderServer, begin: str = BEGIN, **desk: Any) -> Any:
    """Sign in as whoever sits at the desk, and return what the browser is answered when it comes back."""
    for name, value in desk.items():
        setattr(provider.desk, name, value)
    return browser.get(provider.come_back(browser.get(begin).url))


def is_refused(response: Any) -> bool:
    """Return whether the answer is the one that every failure has."""
    return response.status_code == 403 and REFUSED in response.content.decode()


def is_signed_in(browser: Browser) -> bool:
    """Return whether a page about people is shown."""
    browser.get("/choose-role")
    return browser.get("/people/find").status_code == 200
