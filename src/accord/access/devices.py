"""Browsers in which somebody signed in before: a stranger's wrong guesses elsewhere never keep the owner out of those.

The signed cookie lets nobody in. It holds, for each account (as a keyed hash), a number of its own, by which the
failures of this browser are counted apart from those of everybody else (OWASP: device cookies).
"""

from __future__ import annotations

import json
import secrets
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from accord.access import addresses, cookies

COOKIE = "accord_device"
SALT = "accord.access.devices"
KEPT = timedelta(days=180)
MOST_ACCOUNTS = 20
"""A ward's computer knows the last ones."""


def key_of(request: HttpRequest, account_key: str) -> str | None:
    """Return the key of this browser for an account that signed in here before; None for one that did not."""
    number = _read(request).get(_short(account_key))
    return addresses.hashed("device", f"{account_key}:{number}") if number else None


def remember(request: HttpRequest, response: HttpResponse, account_key: str) -> None:
    """Remember that this account signed in here."""
    known = _read(request)
    number = known.pop(_short(account_key), "") or secrets.token_urlsafe(9)
    kept = list(known.items())[-MOST_ACCOUNTS + 1 :]
    told = json.dumps(dict([*kept, (_short(account_key), number)]), separators=(",", ":"))
    cookies.write(response, COOKIE, told, salt=SALT, kept=KEPT)


def _read(request: HttpRequest) -> dict[str, str]:
    held = cookies.read(request, COOKIE, salt=SALT, kept=KEPT)
    return dict(json.loads(held)) if held else {}


def _short(account_key: str) -> str:
    return account_key[:24]
