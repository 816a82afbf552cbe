"""What is answered where a record was merged into another, is not shared with whoever asks, or was altered."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accord.plans.pages.persons import MergedAway, NotShared
from accord.plans.queries.versions import Altered
from accord.web.pages import render

MERGED = "That record was merged with another of the same person. This is the one that was kept: check that it is them."

ALTERED = "This document is not what was signed"
DO_NOT_RELY = (
    "It was changed after it was signed, by nobody who uses these pages: do not rely on it. Ask the person and whoever"
    " signed it what was decided, and tell whoever looks after Accord where you work at once."
)
_log = structlog.stdlib.get_logger("accord.plans")


class DisclosureMiddleware:
    """Turns these exceptions into pages; every other one passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead to the record that was kept; or say that this is not shared, which is never the same as no plan.

        Of a document that was altered nothing is shown: 409, since what is stored is in conflict with its hash.
        """
        if isinstance(exception, MergedAway):
            messages.warning(request, MERGED)
            match = request.resolver_match
            is_screen = match is not None and match.view_name == "plans:emergency_person"
            return redirect("plans:emergency_person" if is_screen else "plans:person", exception.kept)
        if isinstance(exception, NotShared):
            person = exception.person
            return render(request, "plans/not_shared.jinja", exception, crumbs=person.crumbs, status=403)
        if isinstance(exception, Altered):
            _log.error("a signed document does not have its hash", version=str(exception.version_id))
            return render(request, "web/error.jinja", heading=ALTERED, advice=DO_NOT_RELY, status=409)
        return None
