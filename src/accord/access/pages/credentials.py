"""Checking a password, or a second factor: slowly for whoever guesses, and in one way for every failure."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import authenticate
from django.http import HttpRequest

from accord.access import addresses, devices
from accord.access.actions import attempts
from accord.access.actions.attempts import Attempt
from accord.access.models import User


def check(request: HttpRequest, username: str, password: str) -> User | None:
    """Return whose user name and password these are; None where they are nobody's, or after too many failures."""
    attempt = _attempt(request, username, "account")
    if not attempts.begin(attempt):
        return None
    # For a name that nobody has, Django hashes the password all the same: it takes as long.
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        return None
    attempts.forget(attempt)
    return user


def check_factor(request: HttpRequest, user: User, take: Callable[..., bool], code: str) -> bool:
    """Return whether `take` takes this code of the account's; not after too many failures."""
    attempt = _attempt(request, user.username, "factor", has_password=True)
    if not attempts.begin(attempt) or not take(user_id=user.pk, code=code):
        return False
    attempts.forget(attempt)
    return True


def account_key(username: str, kind: str = "account") -> str:
    """Return the key by which attempts on an account are counted, whether or not there is such an account."""
    return addresses.hashed(kind, username.strip().lower())


def _attempt(request: HttpRequest, username: str, kind: str, *, has_password: bool = False) -> Attempt:
    device = devices.key_of(request, account_key(username))
    return Attempt(
        account_key=account_key(username, kind),
        place_key=device or addresses.key_of(request),
        is_known_here=device is not None,
        has_password=has_password,
    )
