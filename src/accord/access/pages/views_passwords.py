"""Somebody changes their own password."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accord.access import provider_sessions, sessions
from accord.access.actions import accounts
from accord.access.pages import credentials
from accord.access.pages.forms import PasswordForm
from accord.access.pages.guards import any_role
from accord.domain.errors import Refused

NOT_YOURS = "Your password now is not this one. Check it, or wait 15 minutes after several tries"
CHANGED = "Your password is changed. Wherever else you were signed in, you are signed out."


@any_role
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Ask for the password as it is, and take the new one."""
    if provider_sessions.is_by_provider(request):
        return redirect("access:your_sign_in")
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _change(request, form):
        messages.success(request, CHANGED)
        return redirect("/")
    return render(request, "access/change_password.jinja", {"form": form}, status=422 if form.errors else 200)


def _change(request: HttpRequest, form: PasswordForm) -> bool:
    given, username = form.cleaned_data, sessions.account(request).username
    user = credentials.check(request, username, given["password"])
    if user is None:
        form.add_error("password", NOT_YOURS)
        return False
    try:
        accounts.change_password(
            user_id=user.pk,
            password=given["new_password"],
            by=cast(Any, request).actor,
            here=request.session.session_key,
        )
    except Refused as refused:
        form.add_refused(refused, {"password": "new_password"})
        return False
    sessions.keep(request)
    return True
