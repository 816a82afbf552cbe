"""Set up an authenticator app, see its recovery codes once, and remove it."""

from __future__ import annotations

from typing import Any, cast

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from accord.access import factor_seals, one_time_codes, sessions
from accord.access.actions import second_factors as actions
from accord.access.models import User
from accord.access.pages import credentials
from accord.access.pages.arrivals import address, wanted
from accord.access.pages.confirmations import confirmed_owner, must_give_password
from accord.access.pages.guards import any_account, any_role
from accord.access.pages.own.forms import CodeAndPasswordForm, CodeForm
from accord.access.queries import second_factors
from accord.domain.errors import Refused

NOT_YOURS = "Your password is not this one. Check it, or wait 15 minutes after several tries"
DRAWN, CODES = "accord_drawn_secret", "accord_drawn_codes"
"""What waits in the session, encrypted: a secret until an app has shown a code for it, and codes to be shown once."""


@any_account
@never_cache
@sensitive_post_parameters()
@confirmed_owner
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show a secret to an authenticator app, and take it when the app shows a code for it."""
    user, onward = sessions.account(request), wanted(request)
    secret = _drawn(request, user)
    kind = CodeAndPasswordForm if must_give_password(request) else CodeForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _take(request, user, secret, form):
        return redirect(address("access:recovery_codes", onward))
    told = one_time_codes.address(secret, user.username)
    shown = {
        "form": form,
        "next": onward,
        "told": told,
        "secret": one_time_codes.in_groups(secret),
        "picture": _draw(told),
        "replaces": second_factors.has(user.pk),
        "required": settings.ACCORD_SECOND_FACTOR == "required",
    }
    return render(request, "access/set_up.jinja", shown, status=422 if form.errors else 200)


@any_account
@never_cache
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """Show new recovery codes once; afterwards, say how many are left and make others."""
    user, onward = sessions.account(request), wanted(request)
    if request.method == "POST":
        return _draw_codes(request, user=user, onward=onward)
    sealed = request.session.pop(CODES, None)
    codes = factor_seals.unseal(user.pk, sealed.encode()) if sealed else None
    factor = second_factors.of_account(user.pk)
    if factor is None:
        return redirect("access:your_sign_in")
    shown = {"codes": codes.split() if codes else [], "left": factor.codes_left, "next": onward}
    return render(request, "access/recovery_codes.jinja", shown)


@any_role
@never_cache
@confirmed_owner
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """Remove the second factor, where this installation leaves the choice."""
    user = sessions.account(request)
    if settings.ACCORD_SECOND_FACTOR == "required" or not second_factors.has(user.pk):
        return redirect("access:your_sign_in")
    if request.method == "POST":
        actions.remove(user_id=user.pk, by=_by(request), here=request.session.session_key)
        messages.success(request, "Your second factor is removed. Your password alone signs you in.")
        return redirect("access:your_sign_in")
    return render(request, "access/remove_factor.jinja")


@confirmed_owner
def _draw_codes(request: HttpRequest, *, user: User, onward: str) -> HttpResponseBase:
    if second_factors.has(user.pk):
        _keep_codes(request, user, actions.draw_recovery_codes(user_id=user.pk, by=_by(request)))
    return redirect(address("access:recovery_codes", onward))


def _take(request: HttpRequest, user: User, secret: str, form: CodeForm) -> bool:
    code, here = form.cleaned_data["one_time_code"], request.session.session_key
    if "password" in form.cleaned_data and not credentials.check(request, user.username, form.cleaned_data["password"]):
        form.add_error("password", NOT_YOURS)
        return False
    try:
        codes = actions.set_up(user_id=user.pk, secret=secret, code=code, by=_by(request), here=here)
    except Refused as refused:
        form.add_refused(refused)
        return False
    request.session.pop(DRAWN, None)
    _keep_codes(request, user, codes)
    sessions.note_factor(request, sessions.CODE)
    return True


def _drawn(request: HttpRequest, user: User) -> str:
    """Return the secret that this session is setting up: the same one however often the page is loaded."""
    sealed = request.session.get(DRAWN)
    secret = factor_seals.unseal(user.pk, sealed.encode()) if sealed else None
    if secret is None:
        secret = one_time_codes.draw_secret()
        request.session[DRAWN] = factor_seals.seal(user.pk, secret).decode()
    return secret


def _keep_codes(request: HttpRequest, user: User, codes: tuple[str, ...]) -> None:
    request.session[CODES] = factor_seals.seal(user.pk, " ".join(codes)).decode()


def _draw(told: str) -> Markup:
    """Return the QR code as SVG that stands in the page: nothing is fetched and nothing stored."""
    picture = segno.make(told, error="m", micro=False).svg_inline(scale=4, dark="#000", light="#fff")
    return Markup(picture)  # noqa: S704 - drawn by the library from modules that are dark or light, holding no text


def _by(request: HttpRequest) -> Any:
    return cast(Any, request).actor
