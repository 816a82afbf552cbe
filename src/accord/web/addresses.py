"""Addresses of our pages, found quickly: a page about a person links to some thirty others.

Django looks an address up anew each time (60 µs). What depends on nothing but a page's name is remembered here, with
the ids left open. Only ids take part: whatever else stands in an address must be checked against its pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from uuid import UUID

from django import urls
from django.conf import settings
from django.http import HttpRequest

_OPEN = UUID(int=0)


def reverse(name: str, args: Sequence[object] | None = None, kwargs: dict[str, object] | None = None) -> str:
    """Return the address of a named page, as `django.urls.reverse` does."""
    if kwargs or not all(isinstance(each, UUID) for each in args or ()):
        return urls.reverse(name, args=args, kwargs=kwargs)
    address = _pattern(urls.get_script_prefix(), name, len(args or ()))
    for each in args or ():
        address = address.replace(str(_OPEN), str(each), 1)
    return address


def absolute(request: HttpRequest, path: str) -> str:
    """Return the whole address of a page, for another system: under the name this installation was given, if it was."""
    return f"{settings.ACCORD_ADDRESS}{path}" if settings.ACCORD_ADDRESS else request.build_absolute_uri(path)


@cache
def _pattern(_prefix: str, name: str, ids: int) -> str:
    return urls.reverse(name, args=[_OPEN] * ids)
