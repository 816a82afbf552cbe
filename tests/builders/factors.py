"""An authenticator app for tests: set up through the pages, and showing the code of any moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pyotp
from django.utils import timezone
from tests.builders.browsers import Browser

SET_UP, CODES, CODE = "/your-sign-in/set-up", "/your-sign-in/recovery-codes", "/sign-in/code"
SHOWN = re.compile(r'app-typed">([A-Z2-7 ]+)<')
PRINTED = re.compile(r"<code>([^<]+)</code>")


class App:
    """An app that was set up: its secret, the code that was given then, and the recovery codes that were shown."""

    def __init__(self, secret: str, first: str, recovery: list[str]) -> None:
        self.secret = secret
        self.first = first
        self.recovery = recovery

    def code(self, later: int = 30) -> str:
        """Return the code that is shown `later` seconds from now: the one after that with which it was set up."""
        return pyotp.TOTP(self.secret).at(timezone.now() + timedelta(seconds=later))


def set_up(browser: Browser) -> App:
    """Set an app up for whoever is signed in."""
    found = SHOWN.search(browser.open(SET_UP))
    assert found
    secret = found.group(1).replace(" ", "")
    first = pyotp.TOTP(secret).at(timezone.now())
    response = browser.send(SET_UP, {"one_time_code": first}, page=SET_UP)
    assert response.status_code == 302, response.content.decode()
    return App(secret, first, PRINTED.findall(browser.open(CODES)))


@contextmanager
def later(**passed: float) -> Iterator[None]:
    """Let time have passed."""
    then = timezone.now() + timedelta(**passed)
    with patch("django.utils.timezone.now", return_value=then):
        yield
