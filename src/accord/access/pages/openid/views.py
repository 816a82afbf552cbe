"""Sign in with the identity provider, prove it once more before signing, and be signed out by it."""

from __future__ import annotations

from typing import Any, cast

import structlog
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accord.access import addresses, held_forms, provider_sessions
from accord.access.actions import accounts, attempts
from accord.access.actions import sessions as session_actions
from accord.access.actions.attempts import Attempt
from accord.access.failures import Unproved
from accord.access.models import User
from accord.access.openid import rounds
from accord.access.openid.identities import Identity
from accord.access.openid.providers import Provider, provider_of
from accord.access.openid.tokens import check_logout_token
from accord.access.pages.arrivals import address, wanted
from accord.access.pages.guards import any_account, open_to_all
from accord.organisations.queries import staff
from accord.web.addresses import absolute

_log = structlog.stdlib.get_logger("accord.sign_in")


@open_to_all
@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the provider; with `again`, whoever is signed in proves it once more."""
    provider, onward = _provider(), wanted(request)
    again = "again" in request.GET and provider_sessions.is_by_provider(request)
    try:
        there = rounds.begin(request.session, provider, _way_back(request), onward, again=again)
    except Unproved as failed:
        return _refuse(request, failed, onward)
    return redirect(there)


@any_account
@never_cache
@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """Say that what comes next is signed, and lead to the provider for it."""
    onward = wanted(request)
    if not provider_sessions.is_by_provider(request):
        return redirect(address("access:code", onward))
    shown = {
        "name": _provider().client.name,
        "there": address("access:openid", onward) + "&again=1",
        "held": onward == reverse("access:held_form"),
        "not_kept": "not_kept" in request.GET,
    }
    return render(request, "access/openid_again.jinja", shown)


@open_to_all
@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Take whoever comes back from the provider: begin their session, or note that they proved it once more."""
    provider, onward = _provider(), "/"
    try:
        attempt = _count(request)
        taken = rounds.take(request.session, request.GET.get("state", ""))
        onward = taken.onward
        identity = rounds.finish(provider, taken, request.GET.get("code", ""), _way_back(request))
        response = _prove_again(request, identity, onward) if taken.again else _arrive(request, identity, onward)
    except Unproved as failed:
        return _refuse(request, failed, onward)
    attempts.forget(attempt)
    return response


@csrf_exempt
@open_to_all
@never_cache
@sensitive_post_parameters()
@require_POST
def ended(request: HttpRequest) -> HttpResponse:
    """End the sessions that the provider says have ended there (OpenID Connect Back-Channel Logout 1.0)."""
    provider = _provider()
    try:
        claims = check_logout_token(provider, request.POST.get("logout_token", ""), now=timezone.now())
    except Unproved as failed:
        _log.warning("back-channel logout refused", why=failed.why)
        return HttpResponse(status=400)
    if claims.get("sid"):
        session_actions.end_by_provider(key=provider_sessions.ending_key(str(claims["sid"])))
    elif staff_id := staff.by_staff_code(str(claims["sub"])):
        session_actions.end_by_provider(staff_id=staff_id)
    return HttpResponse(status=200)


def _arrive(request: HttpRequest, identity: Identity, onward: str) -> HttpResponse:
    user = _user(identity)
    provider_sessions.begin(request, user, identity, _provider().client.name)
    response = redirect(address("access:choose_role", onward))
    held_forms.remember_who(response, user.staff_id)
    return response


@transaction.atomic
def _user(identity: Identity) -> User:
    """Return the account of whoever signed in: a member of our directory, whose account was not closed."""
    staff_id = staff.by_staff_code(identity.subject)
    if staff_id is None:
        raise Unproved("not_in_directory")
    user = accounts.open_for_provider(staff_id=staff_id)
    if not user.is_active:
        raise Unproved("account_closed")
    return user


def _prove_again(request: HttpRequest, identity: Identity, onward: str) -> HttpResponse:
    there = provider_sessions.held(request) if cast(Any, request).staff_id is not None else None
    if there is None or there.subject != identity.subject:
        raise Unproved("somebody_else")
    provider_sessions.prove_again(request, identity)
    return redirect(onward)


def _refuse(request: HttpRequest, failed: Unproved, onward: str) -> HttpResponse:
    """Say the same to everybody, whatever failed; the log alone says what."""
    _log.warning("sign-in refused", why=failed.why)
    again = "&again=1" if provider_sessions.is_by_provider(request) else ""
    shown = {"name": _provider().client.name, "there": address("access:openid", onward) + again}
    return render(request, "access/openid_refused.jinja", shown, status=403)


def _count(request: HttpRequest) -> Attempt:
    """Count who comes back, by place alone: nobody may make us ask the provider all day."""
    place = addresses.key_of(request)
    key = addresses.hashed("round", request.GET.get("state", "")[:100])
    attempt = Attempt(account_key=key, place_key=place, is_known_here=False)
    if not attempts.begin(attempt):
        raise Unproved("too_many")
    return attempt


def _provider() -> Provider:
    if settings.ACCORD_OPENID is None:
        raise Http404
    return provider_of(settings.ACCORD_OPENID)


def _way_back(request: HttpRequest) -> str:
    return absolute(request, reverse("access:openid_back"))
