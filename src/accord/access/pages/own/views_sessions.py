"""How somebody signs in, and where they are signed in now."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accord.access import provider_sessions, sessions
from accord.access.actions import sessions as actions
from accord.access.pages.guards import any_role
from accord.access.pages.own.presenters import ProvidedPresenter, SessionsPresenter, SignInPresenter
from accord.access.queries import passkeys, second_factors
from accord.access.queries import sessions as queries

EVERYWHERE = "everywhere"


@any_role
@never_cache
@require_safe
def your_sign_in(request: HttpRequest) -> HttpResponse:
    """Show how somebody signs in."""
    user = sessions.account(request)
    opened = queries.open_sessions(user.pk, request.session.session_key)
    if there := provider_sessions.held(request):
        provided = ProvidedPresenter(there.name, there.level, len(opened))
        return render(request, "access/your_sign_in.jinja", {"page": provided})
    required = settings.ACCORD_SECOND_FACTOR == "required"
    keys = len(passkeys.of_account(user.pk))
    factor = second_factors.of_account(user.pk)
    page = SignInPresenter(user.username, factor, len(opened), required=required, passkeys=keys)
    return render(request, "access/your_sign_in.jinja", {"page": page})


@any_role
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions_page(request: HttpRequest) -> HttpResponse:
    """List somebody's sessions, and end one or all of them."""
    user = sessions.account(request)
    if request.method == "POST":
        return _end(request, user.pk, request.POST.get("end", ""))
    page = SessionsPresenter(queries.open_sessions(user.pk, request.session.session_key))
    return render(request, "access/sessions.jinja", {"page": page, "everywhere": EVERYWHERE})


def _end(request: HttpRequest, user_id: UUID, which: str) -> HttpResponse:
    by = cast(Any, request).actor
    if which == EVERYWHERE:
        actions.end_all(user_id=user_id, by=by)
        sessions.end(request)
        return redirect("access:signed_out")
    try:
        handle = UUID(which)
    except ValueError:
        return redirect("access:sessions")
    if actions.end_one(user_id=user_id, handle=handle, by=by):
        messages.success(request, "That session is ended.")
    return redirect("access:sessions")
