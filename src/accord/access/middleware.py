"""Who is asking, on every request; and no page without a guard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accord.access import held_forms, sessions
from accord.access.pages import guards
from accord.privileges.claims import acting_as

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ActorMiddleware:
    """Sets `request.actor`, `request.organisation_name` and `request.staff_id` (signed in, with or without a role)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as whoever is signed in, or as nobody."""
        position = sessions.read(request)
        named: Any = request
        named.actor = position.actor if position else None
        named.organisation_name = position.organisation_name if position else ""
        named.staff_id = sessions.staff_id(request.session)
        with acting_as(named.actor):
            return self.get_response(request)


class DenyByDefaultMiddleware:
    """Refuses every page that has no guard, sends the others to sign in, and keeps what they had typed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and forget a held form once it was sent."""
        response = self.get_response(request)
        held_forms.forget_once_sent(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Let through a guarded page; the guard itself checks the permission."""
        if not getattr(view, guards.GUARDED, False):
            raise PermissionDenied
        if getattr(view, guards.OPEN, False) or getattr(request, "actor", None) is not None:
            return None
        if getattr(view, guards.ROLELESS, False) and getattr(request, "staff_id", None) is not None:
            return None
        if request.method == "POST":
            return held_forms.hold(request)
        page = "access:choose_role" if getattr(request, "staff_id", None) else "access:sign_in"
        return redirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")
