"""Printing a copy of a person's plan, and taking one back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accord.access.pages.guards import permitted
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.plans.pages.persons import actor_of, whom
from accord.sharing.actions import copies as actions
from accord.sharing.copies import codes
from accord.sharing.copies.proofs import Kind
from accord.sharing.pages.copies.presenters import CopiesScreen
from accord.sharing.queries import copies
from accord.web.addresses import absolute
from accord.web.pages import render

NOT_PRINTED = "Nothing was printed: what is current may have changed since this page was made. Choose again."
TAKEN_BACK = "Whoever checks that copy is now told not to rely on it."
ALREADY = "That copy was taken back already."


@permitted(Permission.VIEW_PLAN)
@require_GET
def show_copies(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what can be printed, and the copies that were."""
    person, actor, now = whom(request, person_id, "copies"), actor_of(request), timezone.now()
    page = CopiesScreen(person, copies.printable(person.identity, actor, now), copies.of_person(person_id))
    return render(request, "sharing/copies.jinja", page, crumbs=person.crumbs)


@permitted(Permission.VIEW_PLAN)
@require_POST
def print_copy(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Print a copy, and send its sheets as a file whose name says nothing of whom it is about."""
    person, actor = whom(request, person_id, "copy"), actor_of(request)
    try:
        made = actions.print_copy(
            person=person.identity,
            version_id=UUID(request.POST.get("version", "")),
            kind=Kind(request.POST.get("kind", "")),
            by=actor,
            now=timezone.now(),
            address=absolute(request, "/").rstrip("/"),
        )
    except (Refused, ValueError):
        messages.error(request, NOT_PRINTED)
        return redirect(_back(person_id))
    response = HttpResponse(made.sheets, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="copy-{codes.shown(made.code)}.pdf"'
    return response


@permitted(Permission.VIEW_PLAN)
@require_POST
def take_back(request: HttpRequest, person_id: UUID, copy_id: UUID) -> HttpResponse:
    """Say that a copy counts no more."""
    whom(request, person_id, "copy")
    try:
        actions.revoke_copy(person_id=person_id, copy_id=copy_id, by=actor_of(request))
    except Conflict:
        messages.info(request, ALREADY)
    except Refused as refused:
        raise Http404 from refused
    else:
        messages.success(request, TAKEN_BACK)
    return redirect(_back(person_id))


def _back(person_id: UUID) -> str:
    return reverse("copies:of_person", args=[person_id])
