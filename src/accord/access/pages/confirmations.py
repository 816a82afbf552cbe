"""Ask again for the second factor before what binds: signing, endorsing, and changing the second factor itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from accord.access import held_forms, provider_sessions, sessions
from accord.access.pages.arrivals import address
from accord.access.queries import second_factors
from accord.domain.authority import Permission

_More = ParamSpec("_More")
View = Callable[Concatenate[HttpRequest, _More], HttpResponseBase]


def confirmed(permission: Permission) -> Callable[[View[_More]], View[_More]]:
    """Ask those who have `permission` for their second factor, unless they gave it minutes ago. Goes under the guard.

    It is asked before the page is shown. When it ran out while somebody filled the form in, the form is held meanwhile
    and given back to be sent.
    """

    def ask_first(view: View[_More]) -> View[_More]:
        @wraps(view)
        def answered(request: HttpRequest, /, *args: _More.args, **kwargs: _More.kwargs) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None or not actor.may(permission) or not is_due(request):
                return view(request, *args, **kwargs)
            if request.method == "POST":
                return held_forms.hold(request, first=_page(request))
            return redirect(address(_page(request), request.get_full_path()))

        return answered

    return ask_first


def confirmed_owner(view: View[_More]) -> View[_More]:
    """Ask for the second factor before a page about the account's own sign-in, on which nothing of worth is typed.

    Whoever signed in with an identity provider has nothing of it to see or change here.
    """

    @wraps(view)
    def answered(request: HttpRequest, /, *args: _More.args, **kwargs: _More.kwargs) -> HttpResponseBase:
        if provider_sessions.is_by_provider(request):
            return redirect("access:your_sign_in")
        if is_due(request):
            return redirect(address("access:code", request.get_full_path()))
        return view(request, *args, **kwargs)

    return answered


def is_due(request: HttpRequest) -> bool:
    """Return whether the account has a second factor, and it was not given in the last minutes (or never).

    Whoever signed in with an identity provider always has one there, and only that one counts: AAL3.
    """
    given, by_provider = sessions.factor(request), provider_sessions.is_by_provider(request)
    if given is not None and _is_recent(timezone.now() - given[1]) and (given[0] == sessions.AAL3) == by_provider:
        return False
    return by_provider or second_factors.has(sessions.account(request).pk)


def must_give_password(request: HttpRequest) -> bool:
    """Return whether the password is asked for: there is no second factor to ask for, and sign-in was a while ago."""
    return not second_factors.has(sessions.account(request).pk) and not _is_recent(sessions.age(request))


def must_set_up(request: HttpRequest) -> bool:
    """Return whether this installation asks every account for a second factor, and this one has none yet."""
    if provider_sessions.is_by_provider(request):
        return False
    return settings.ACCORD_SECOND_FACTOR == "required" and not second_factors.has(sessions.account(request).pk)


def _page(request: HttpRequest) -> str:
    return "access:openid_again" if provider_sessions.is_by_provider(request) else "access:code"


def _is_recent(age: timedelta | None) -> bool:
    return age is not None and age <= timedelta(minutes=settings.ACCORD_CODE_MINUTES)
