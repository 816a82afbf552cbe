"""Sign in, choose a role, sign out."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accord.access import provider_sessions, sessions
from accord.access.pages import credentials
from accord.access.pages.arrivals import address, arrive, wanted
from accord.access.pages.confirmations import must_set_up
from accord.access.pages.forms import RoleForm, SignInForm
from accord.access.pages.guards import open_to_all
from accord.access.pages.openid.farewells import farewell
from accord.access.queries import second_factors
from accord.domain.authority import Permission
from accord.organisations.queries import staff

REFUSED = (
    "The user name and password do not match an account that can be used, or there were too many tries. "
    "Check both. After several tries, wait 15 minutes or ask your administrator."
)
"""The same words for every failure: they tell nobody whether an account exists."""


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Take a user name and password; then lead on, by way of the second factor where the account has one."""
    onward = wanted(request)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = credentials.check(request, form.cleaned_data["username"], form.cleaned_data["password"])
        if user is not None and second_factors.has(user.pk):
            sessions.await_factor(request, user)
            return redirect(address("access:code", onward))
        if user is not None:
            return arrive(request, user, onward)
        form.add_error("username", REFUSED)
    shown = {
        "form": form,
        "next": onward,
        "not_kept": "not_kept" in request.GET,
        "held": onward == _held(),
        "provider": {"name": settings.ACCORD_OPENID.name, "href": address("access:openid", onward)}
        if settings.ACCORD_OPENID
        else None,
    }
    return render(request, "access/sign_in.jinja", shown, status=422 if form.errors else 200)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_role(request: HttpRequest) -> HttpResponse:
    """Choose the role to work in; with only one, it is chosen."""
    signed_in: UUID | None = cast(Any, request).staff_id
    onward = wanted(request)
    if signed_in is None:
        return redirect(address("access:sign_in", onward))
    if must_set_up(request):
        return redirect(address("access:set_up", onward))
    held = provider_sessions.narrowed(request, staff.positions(signed_in))
    positions = {str(p.actor.staff_role_id): p for p in held}
    form = RoleForm(request.POST if request.method == "POST" else None, positions=list(positions.values()))
    if request.method == "POST" and form.is_valid():
        return _begin_work(request, positions[form.cleaned_data["role"]], onward)
    if len(positions) == 1 and cast(Any, request).actor is None:
        return _begin_work(request, next(iter(positions.values())), onward)
    return render(request, "access/choose_role.jinja", {"form": form, "next": onward, "any": bool(positions)})


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; whoever signed in with an identity provider is asked whether to end their session there too."""
    there = farewell(request)
    sessions.end(request)
    return render(request, "access/signed_out.jinja", {"there": there}) if there else redirect("access:signed_out")


@open_to_all
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that the session ended."""
    return render(request, "access/signed_out.jinja", {"there": None})


def _begin_work(request: HttpRequest, position: staff.Position, onward: str) -> HttpResponse:
    """Go on to where they were going; a crew that asked for no page begins where it finds one person."""
    sessions.choose(request, position)
    is_crew = position.actor.may(Permission.VIEW_EMERGENCY) and not position.actor.may(Permission.EDIT_DRAFT)
    return redirect("plans:emergency" if is_crew and onward == "/" else onward)


def _held() -> str:
    return reverse("access:held_form")
