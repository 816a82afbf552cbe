"""Give the second factor: to sign in, or once more before something that binds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accord.access import passkey_rounds, provider_sessions, sessions
from accord.access.actions import second_factors as actions
from accord.access.models import User
from accord.access.pages import credentials
from accord.access.pages.arrivals import address, arrive, wanted
from accord.access.pages.guards import open_to_all
from accord.access.pages.own.forms import CodeForm, RecoveryCodeForm
from accord.access.queries import passkeys, second_factors
from accord.web.forms import Form

REFUSED = (
    "This code is not one that can be used now: it is mistyped, it was used before, or there were too many tries. "
    "Wait for the next one. After several tries, wait 15 minutes"
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to give the second factor: what is asked, who takes it, and the page with the other way."""

    form: type[Form]
    field: str
    take: Callable[..., bool]
    page: str
    other: str
    other_words: str
    given_by: str


APP = Way(
    CodeForm,
    "one_time_code",
    actions.take_code,
    "access:code",
    "access:recovery_code",
    "I do not have my app: use a recovery code",
    sessions.CODE,
)
RECOVERY = Way(
    RecoveryCodeForm,
    "recovery_code",
    actions.take_recovery_code,
    "access:recovery_code",
    "access:code",
    "Use a code from my authenticator app",
    sessions.RECOVERY,
)


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take a code of the authenticator app."""
    return _ask(request, APP)


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_code(request: HttpRequest) -> HttpResponse:
    """Take a recovery code."""
    return _ask(request, RECOVERY)


def _ask(request: HttpRequest, way: Way) -> HttpResponse:
    onward = wanted(request)
    is_signed_in = cast(Any, request).staff_id is not None
    user = sessions.account(request) if is_signed_in else sessions.awaited(request)
    if user is None:
        return redirect(address("access:sign_in", onward))
    if provider_sessions.is_by_provider(request):
        return redirect(address("access:openid_again", onward))
    if is_signed_in and not second_factors.has(user.pk):
        return redirect(onward)
    form = way.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if credentials.check_factor(request, user, way.take, form.cleaned_data[way.field]):
            return _go_on(request, user, onward, way.given_by)
        form.add_error(way.field, REFUSED)
    known = passkeys.known_to_browsers(user.pk)
    shown = {
        "form": form,
        "next": onward,
        "again": is_signed_in,
        "held": is_signed_in and onward == reverse("access:held_form"),
        "not_kept": "not_kept" in request.GET,
        "here": reverse(way.page),
        "other": address(way.other, onward),
        "other_words": way.other_words,
        "passkey": passkey_rounds.to_prove(request, known) if known else "",
    }
    return render(request, "access/code.jinja", shown, status=422 if form.errors else 200)


def _go_on(request: HttpRequest, user: User, onward: str, given_by: str) -> HttpResponse:
    if cast(Any, request).staff_id is None:
        return arrive(request, user, onward, factor=given_by)
    sessions.note_factor(request, given_by)
    return redirect(onward)
