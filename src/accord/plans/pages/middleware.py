"""What is answered where a record was merged into another, or is not shared with whoever asks."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accord.plans.pages.persons import MergedAway, NotShared
from accord.web.pages import render

MERGED = "That record was merged with another of the same person. This is the one that was kept: check that it is them."


class DisclosureMiddleware:
    """Turns the two exceptions into pages; every other one passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead to the record that was kept; or say that this is not shared, which is never the same as no plan."""
        if isinstance(exception, MergedAway):
            messages.warning(request, MERGED)
            match = request.resolver_match
            is_screen = match is not None and match.view_name == "plans:emergency_person"
            return redirect("plans:emergency_person" if is_screen else "plans:person", exception.kept)
        if isinstance(exception, NotShared):
            person = exception.person
            return render(request, "plans/not_shared.jinja", exception, crumbs=person.crumbs, status=403)
        return None
