"""What somebody needs to take part, and what equality monitoring counts."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access import submissions
from accord.access.pages.guards import permitted
from accord.access.pages.people.forms_needs import CharacteristicsForm, NeedsForm
from accord.access.pages.people.screens import FormScreen, show
from accord.access.pages.people.subjects import actor_of, look_at, person_page
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.people.actions import details
from accord.people.queries import characteristics

WHY_ASKED = (
    "These are asked to see whether people are treated equally. They are never a reason for or against a treatment, "
    "and the person may decline to answer."
)


@permitted(Permission.EDIT_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def change_needs(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what somebody needs, and save what was changed."""
    identity = look_at(request, person_id, "needs")
    form = NeedsForm(request.POST if request.method == "POST" else None, initial=asdict(identity.needs))
    if request.method == "POST" and form.is_valid():
        try:
            details.change_needs(person_id=person_id, needs=form.needs(), by=actor_of(request))
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "What the person needs is saved.")
            return redirect(person_page(person_id, actor_of(request)))
    screen = FormScreen(
        title="What the person needs to take part",
        form=form,
        back=person_page(person_id, actor_of(request)),
        name=identity.display_name,
    )
    return show(request, screen)


@permitted(Permission.EDIT_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def change_characteristics(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what equality monitoring counts of somebody, and save what was changed."""
    identity = look_at(request, person_id, "characteristics")
    held = asdict(characteristics.of(person_id))
    form = CharacteristicsForm(request.POST if request.method == "POST" else None, initial=held)
    if request.method == "POST" and form.is_valid():
        try:
            details.change_characteristics(
                person_id=person_id, characteristics=form.characteristics(), by=actor_of(request)
            )
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "Equality monitoring is saved.")
            return redirect(person_page(person_id, actor_of(request)))
    screen = FormScreen(
        title="Equality monitoring",
        form=form,
        back=person_page(person_id, actor_of(request)),
        name=identity.display_name,
        guidance=(WHY_ASKED,),
    )
    return show(request, screen)
