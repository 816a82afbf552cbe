"""The pages that belong to no room: health, and what is said when something went wrong."""

from __future__ import annotations

import sys
from copy import copy
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from accord.access import held_forms
from accord.access.pages.guards import open_to_all
from accord.privileges.unreached import UNREACHED


@dataclass(frozen=True, slots=True)
class Apology:
    """What an error page says: a heading, and what the reader can do now."""

    status: int
    heading: str
    advice: str


BAD_REQUEST = Apology(400, "This request could not be read", "Go back, check what you entered and try again.")
FORM_EXPIRED = Apology(
    403,
    "This form is no longer valid",
    "You may have signed in again in another window. Go back, reload the page and send the form again.",
)
FORBIDDEN = Apology(
    403,
    "Your role does not allow this",
    "If you need it for your work, sign in with another of your roles, or ask your administrator.",
)
NOT_FOUND = Apology(
    404, "Page not found", "If you typed the address, check it is right. It may also belong to another role of yours."
)
FAILURE = Apology(
    500,
    "Sorry, something went wrong here",
    "What you sent last may or may not have been saved: look before you send it again. In an emergency, do not wait for"
    " this page. It says nothing about any plan.",
)
UNREACHABLE = Apology(
    503,
    "Records cannot be reached at the moment",
    "Try again in a minute. What you sent last may or may not have been saved: look before you send it again. In an"
    " emergency, do not wait for this page. It says nothing about any plan.",
)
FOR_MACHINES = {
    "health": {"database": "unreachable"},
    "systems:token": {"error": "temporarily_unavailable"},
}
"""What is said in JSON where the database is gone, at addresses that no person opens."""
AGAIN_AFTER = "5"
"""Seconds, as `Retry-After` says them."""


@open_to_all
def show_health(request: HttpRequest) -> JsonResponse:
    """Say whether the database can be reached; open to all, and says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse(FOR_MACHINES["health"], status=503)
    return JsonResponse({"database": "reachable"})


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return _apologise(request, BAD_REQUEST)


def show_forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return _apologise(request, FORBIDDEN)


def show_form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is no longer valid: keep what was typed if it was typed here, else answer 403."""
    if held_forms.is_from_here(request):
        return held_forms.hold(request)
    return _apologise(request, FORM_EXPIRED)


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return _apologise(request, NOT_FOUND)


def show_failure(request: HttpRequest) -> HttpResponse:
    """Answer 500; or 503 where what failed is the database."""
    if isinstance(sys.exception(), UNREACHED):
        return show_unreachable(request)
    return _apologise(_without_messages(request), FAILURE)


def show_unreachable(request: HttpRequest) -> HttpResponse:
    """Answer 503, and ask nothing of the database for it."""
    said = {reverse(name): words for name, words in FOR_MACHINES.items()}.get(request.path)
    answer = JsonResponse(said, status=503) if said else _apologise(_without_messages(request), UNREACHABLE)
    answer.headers["Retry-After"] = AGAIN_AFTER
    return answer


def _without_messages(request: HttpRequest) -> HttpRequest:
    """Return a request of which nothing has to be read: what was to be said to somebody may be in their session."""
    bare = copy(request)
    bare.__dict__.pop("_messages", None)
    return bare


def _apologise(request: HttpRequest, apology: Apology) -> HttpResponse:
    context = {"status": apology.status, "heading": apology.heading, "advice": apology.advice}
    return render(request, "web/error.jinja", context, status=apology.status)
