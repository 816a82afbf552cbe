"""Add, list and remove passkeys, and give one in place of a code."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accord.access import browsers, passkey_rounds, sessions
from accord.access.actions import passkeys as actions
from accord.access.pages import credentials
from accord.access.pages.arrivals import address, arrive, wanted
from accord.access.pages.confirmations import confirmed_owner
from accord.access.pages.guards import any_role, open_to_all
from accord.access.pages.own.presenters import PasskeysPresenter
from accord.access.queries import passkeys, second_factors
from accord.domain.errors import Refused

NOT_TAKEN = "The passkey was not taken: it is not this account’s, it took too long, or there were too many tries."
NOT_MADE = "No passkey was added. Try again, or go on using your app."


@any_role
@never_cache
@confirmed_owner
@require_http_methods(["GET", "HEAD", "POST"])
def own_passkeys(request: HttpRequest) -> HttpResponse:
    """List an account's passkeys; add one that the browser made, or remove one."""
    user = sessions.account(request)
    if not second_factors.has(user.pk):
        return redirect("access:set_up")
    if request.method == "POST":
        _change(request)
        return redirect("access:passkeys")
    page = PasskeysPresenter(passkeys.of_account(user.pk))
    options = passkey_rounds.to_add(request, user, passkeys.known_to_browsers(user.pk))
    return render(request, "access/passkeys.jinja", {"page": page, "options": options})


@open_to_all
@never_cache
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Take what a passkey signed in place of a code: to sign in, or once more before something that binds."""
    onward = wanted(request)
    is_signed_in = cast(Any, request).staff_id is not None
    user = sessions.account(request) if is_signed_in else sessions.awaited(request)
    if user is None:
        return redirect(address("access:sign_in", onward))
    challenge = passkey_rounds.take(request.session, passkey_rounds.PROVING)
    take = partial(actions.take, challenge=challenge, site=passkey_rounds.site_of(request))
    if not credentials.check_factor(request, user, take, request.POST.get("passkey", "")):
        messages.warning(request, NOT_TAKEN)
        return redirect(address("access:code", onward))
    if not is_signed_in:
        return arrive(request, user, onward, factor=sessions.PASSKEY)
    sessions.note_factor(request, sessions.PASSKEY)
    return redirect(onward)


def _change(request: HttpRequest) -> None:
    user_id, by, here = sessions.account(request).pk, cast(Any, request).actor, request.session.session_key
    which = request.POST.get("remove", "")
    if which.isascii() and which.isdigit():
        if actions.remove(user_id=user_id, passkey_id=int(which), by=by, here=here):
            messages.success(request, "That passkey is removed.")
        return
    try:
        actions.add(
            user_id=user_id,
            made=request.POST.get("passkey", ""),
            challenge=passkey_rounds.take(request.session, passkey_rounds.ADDING),
            site=passkey_rounds.site_of(request),
            name=browsers.describe(request.headers.get("User-Agent", "")),
            by=by,
            here=here,
        )
    except Refused:
        messages.warning(request, NOT_MADE)
    else:
        messages.success(request, "The passkey is added. You can give it wherever a code is asked for.")
