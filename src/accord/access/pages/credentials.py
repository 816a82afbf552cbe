"""Checking a user name and password, slowly for whoever guesses."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpRequest

from accord.access import addresses
from accord.access.actions import attempts
from accord.access.models import User


def check(request: HttpRequest, username: str, password: str) -> User | None:
    """Return whose user name and password these are; None where they are nobody's, or after too many failures."""
    keys = {
        "account_key": addresses.hashed("account", username.strip().lower()),
        "address_key": addresses.key_of(request),
    }
    if attempts.too_many(**keys):
        return None
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        attempts.note_failure(**keys)
        return None
    attempts.forget(**keys)
    return user
