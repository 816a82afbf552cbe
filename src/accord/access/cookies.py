"""Our own cookies beside Django's: signed, of this host alone, and over TLS wherever browsers reach us over it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

OF_THIS_HOST = "__Host-"
"""A browser takes a cookie of such a name only over TLS, from this host, for all of it (RFC 6265bis, 4.1.3.2)."""


def name_of(name: str) -> str:
    """Return the name by which a cookie goes here."""
    return f"{OF_THIS_HOST}{name}" if settings.SESSION_COOKIE_SECURE else name


def write(response: HttpResponse, name: str, value: str, *, salt: str, kept: timedelta) -> None:
    """Put a signed cookie into an answer."""
    response.set_signed_cookie(
        name_of(name),
        value,
        salt=salt,
        max_age=int(kept.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def read(request: HttpRequest, name: str, *, salt: str, kept: timedelta) -> str:
    """Return what a signed cookie holds; nothing where it is missing, forged or too old."""
    return str(request.get_signed_cookie(name_of(name), default="", salt=salt, max_age=int(kept.total_seconds())))


def remove(response: HttpResponse, name: str) -> None:
    """Take a cookie away."""
    response.delete_cookie(name_of(name), samesite="Lax")
