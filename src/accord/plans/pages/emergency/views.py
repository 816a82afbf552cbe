"""Finding one person in an emergency, and the one screen. It opens at once; the reason can follow."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accord.access.actions import incidents
from accord.access.actions.reads import Purpose
from accord.access.pages.guards import permitted
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.people.queries import find
from accord.plans.pages.emergency.forms import DetailsForm, NumberForm
from accord.plans.pages.emergency.presenters import EmergencyScreen
from accord.plans.pages.persons import actor_of, whom
from accord.plans.pages.standing_marks import stands_at
from accord.plans.queries import restrictions, standing
from accord.projections.emergency import is_restricted, no_plan_known, view
from accord.web.forms import Form
from accord.web.pages import render


@permitted(Permission.VIEW_EMERGENCY)
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Ask for a number or for exact details. They are posted: nobody's number ever stands in an address."""
    by, actor = request.POST.get("by"), actor_of(request)
    by_number = NumberForm(request.POST if by == "number" else None, by=actor)
    by_details = DetailsForm(request.POST if by == "details" else None, by=actor)
    if by_number.is_bound and by_number.is_valid():
        return _by_number(request, by_number, by_details)
    if by_details.is_bound and by_details.is_valid():
        found = find.by_details(**by_details.sought)
        if len(found) == 1:
            return _open(request, found[0], by_details.sent_for)
        if found:
            by_details.add_error("given", find.SEVERAL_FOUND)
        return _ask(request, by_number, by_details, nobody=not found)
    return _ask(request, by_number, by_details)


@permitted(Permission.VIEW_EMERGENCY)
@require_GET
def screen(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the one screen: who this is, then what is effective now. The read is noted as an emergency."""
    person = whom(request, person_id, "emergency", Purpose.EMERGENCY)
    stands = stands_at(request, person_id)
    actor, held = actor_of(request), standing.sheet(person_id)
    reader = restrictions.reader_of(person.identity, actor) if is_restricted(held) else None
    shown = view(held, person.identity, timezone.now(), viewer_organisation=actor.organisation_code, reader=reader)
    return render(request, "plans/emergency.jinja", EmergencyScreen(person, shown), stands_at=stands)


def _open(request: HttpRequest, person_id: UUID, incident: str) -> HttpResponse:
    """Lead to the screen; with an incident, the look has to do with it."""
    if incident:
        incidents.open_incident(person_id=person_id, reference=incident, by=actor_of(request))
    return redirect("plans:emergency_person", person_id)


def _by_number(request: HttpRequest, by_number: NumberForm, by_details: DetailsForm) -> HttpResponse:
    try:
        found = find.by_number(by_number.cleaned_data["nhs_number"])
    except Refused as refused:
        by_number.add_refused(refused)
        return _ask(request, by_number, by_details)
    if found is None:
        return _ask(request, by_number, by_details, nobody=True)
    if found.words:
        messages.warning(request, found.words)
    return _open(request, found.person_id, by_number.sent_for)


def _ask(request: HttpRequest, by_number: Form, by_details: Form, *, nobody: bool = False) -> HttpResponse:
    bound = next((form for form in (by_number, by_details) if form.is_bound), None)
    wrong = bound is not None and bool(bound.errors)
    return render(
        request,
        "plans/emergency_search.jinja",
        form=bound,
        by_number=by_number,
        by_details=by_details,
        nobody=no_plan_known(timezone.now()) if nobody else "",
        status=422 if wrong else 200,
    )
