"""Say beside each page who may use it. A page that says nothing is refused by `DenyByDefaultMiddleware`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from accord.domain.authority import Permission

GUARDED = "accord_guarded"
OPEN = "accord_open_to_all"
ROLELESS = "accord_before_a_role"
NEEDED = "accord_needs"
"""The marks that a guard leaves on a page; the last is the permission, by which a test walks every address."""
_More = ParamSpec("_More")
View = Callable[Concatenate[HttpRequest, _More], HttpResponseBase]


def permitted(permission: Permission) -> Callable[[View[_More]], View[_More]]:
    """Let in those whose role allows `permission`; the middleware has already sent others to sign in."""

    def guard(view: View[_More]) -> View[_More]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: _More.args, **kwargs: _More.kwargs) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None or not actor.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        setattr(guarded, GUARDED, True)
        setattr(guarded, NEEDED, permission)
        return guarded

    return guard


def any_role(view: View[_More]) -> View[_More]:
    """Let in everybody who is signed in and has chosen a role."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: _More.args, **kwargs: _More.kwargs) -> HttpResponseBase:
        if getattr(request, "actor", None) is None:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    setattr(guarded, GUARDED, True)
    return guarded


def any_account(view: View[_More]) -> View[_More]:
    """Let in everybody who is signed in, before they have chosen a role too. For pages about their own account."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: _More.args, **kwargs: _More.kwargs) -> HttpResponseBase:
        if getattr(request, "staff_id", None) is None:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    setattr(guarded, GUARDED, True)
    setattr(guarded, ROLELESS, True)
    return guarded


def open_to_all(view: View[_More]) -> View[_More]:
    """Let everybody in, signed in or not. For pages that show nothing about anybody."""
    setattr(view, GUARDED, True)
    setattr(view, OPEN, True)
    return view
