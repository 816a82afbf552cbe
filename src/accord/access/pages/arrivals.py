"""Where signing in leads: the session begins, and the way goes on to a role and to the page that was wanted."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accord.access import devices, held_forms, sessions
from accord.access.models import User
from accord.access.pages import credentials


def arrive(request: HttpRequest, user: User, onward: str, *, factor: str = "") -> HttpResponse:
    """Begin the session, and remember the browser."""
    sessions.begin(request, user, factor=factor)
    response = redirect(address("access:choose_role", onward))
    held_forms.remember_who(response, user.staff_id)
    devices.remember(request, response, credentials.account_key(user.username))
    return response


def address(page: str, onward: str) -> str:
    """Return the address of a page that leads on."""
    return f"{reverse(page)}?{urlencode({'next': onward})}"


def wanted(request: HttpRequest) -> str:
    """Return where to go on to: a path of this site, never another's, nor the name of a view."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    return asked if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/"
