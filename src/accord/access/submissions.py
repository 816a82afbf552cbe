"""A form sent twice does its work once: the second sending is led to where the first one led.

A page prints `token()` in a hidden field named `submission`; its view is marked `@once`. The token's row is written in
the transaction of the view: a second sending waits for it, and then finds what the first one left.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from accord.access.actions import submissions as actions
from accord.domain.errors import Conflict

FIELD = "submission"
_More = ParamSpec("_More")
View = Callable[Concatenate[HttpRequest, _More], HttpResponseBase]


def token() -> str:
    """Return a new token for a form's hidden field `submission`."""
    return str(uuid4())


def once(view: View[_More]) -> View[_More]:
    """Do a form's work once, however often it is sent. Put it under the guard; without a token it changes nothing."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: _More.args, **kwargs: _More.kwargs) -> HttpResponseBase:
        sent = _token(request)
        if sent is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            first = _begin(sent, _who(request))
            if first is not None:
                return HttpResponseRedirect(first)
            response = view(request, *args, **kwargs)
            actions.finish(token=sent, location=response.url if isinstance(response, HttpResponseRedirect) else None)
            return response

    return answered


def _begin(sent: UUID, staff_role_id: UUID) -> str | None:
    try:
        return actions.begin(token=sent, staff_role_id=staff_role_id)
    except Conflict as other:
        raise PermissionDenied from other


def _token(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _who(request: HttpRequest) -> UUID:
    actor = getattr(request, "actor", None)
    if actor is None:
        raise PermissionDenied
    staff_role_id: UUID = actor.staff_role_id
    return staff_role_id
