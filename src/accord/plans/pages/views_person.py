"""The person, and their plan in full."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accord.access.pages.guards import permitted
from accord.domain.authority import Permission
from accord.plans.pages.persons import actor_of, whom
from accord.plans.pages.presenters_person import PersonScreen, PlanScreen
from accord.plans.pages.standing_marks import stands_at
from accord.plans.queries import overviews, records, standing
from accord.projections.emergency import view
from accord.web.pages import render


@permitted(Permission.VIEW_PLAN)
@require_GET
def show_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who this is, the one effective status, and what can be done."""
    person, actor, now = whom(request, person_id, "person"), actor_of(request), timezone.now()
    stands = stands_at(request, person_id)
    shown = view(standing.sheet(person_id), person.identity, now, viewer_organisation=actor.organisation_code)
    page = PersonScreen(person, shown, overviews.of(person_id), actor, now)
    return render(request, "plans/person.jinja", page, crumbs=person.crumbs[:1], stands_at=stands)


@permitted(Permission.VIEW_PLAN)
@require_GET
def show_plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the current plan in full, in words."""
    person, actor, now = whom(request, person_id, "plan"), actor_of(request), timezone.now()
    stands = stands_at(request, person_id)
    shown = view(standing.sheet(person_id), person.identity, now, viewer_organisation=actor.organisation_code)
    page = PlanScreen(person, shown, records.of(person_id), actor)
    return render(request, "plans/plan.jinja", page, crumbs=person.crumbs, stands_at=stands)


@permitted(Permission.VIEW_PLAN)
@require_GET
def show_contacts(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Lead to the person's contacts, which the people room keeps."""
    return redirect(reverse("people:contacts", args=[person_id]))
