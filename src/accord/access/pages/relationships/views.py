"""Opening a record with a reason; and who looks after a person: caseloads and referrals, recorded and ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.access import submissions
from accord.access.actions import alerts
from accord.access.actions import relationships as actions
from accord.access.pages.guards import permitted
from accord.access.pages.people.screens import FormScreen, show
from accord.access.pages.people.subjects import actor_of, look_at, person_page
from accord.access.pages.relationships.forms import ReasonForm, RelationshipForm
from accord.access.pages.relationships.presenters import RelationshipsScreen
from accord.access.queries import relationships as queries
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.people.queries import identities
from accord.web.pages import safe_next

OPEN = "Open this record"
WHY_ASKED = (
    "Nothing that is recorded here says that you look after this person.",
    "They are not registered, staying or on a caseload where you work, and nobody referred them.",
    "Your reason is kept with your name and shown to the privacy officer. It opens the record to you for a day.",
)


@permitted(Permission.FIND_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def open_with_reason(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask why, and lead on to the page that was wanted. It says nothing of whose record it is."""
    person, actor = identities.of(person_id), actor_of(request)
    if person is None:
        raise Http404
    onward = safe_next(request, person_page(person_id, actor))
    if request.method != "POST" and queries.basis_of(person, actor) is not None:
        return redirect(onward)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            alerts.open_with_reason(person_id=person_id, reason=given["reason"], words=given["words"], by=actor)
        except Refused as refused:
            form.add_refused(refused)
        else:
            return redirect(onward)
    screen = FormScreen(title=OPEN, form=form, back=reverse("people:find"), button=OPEN, guidance=WHY_ASKED)
    return show(request, screen)


@permitted(Permission.RECORD_RELATIONSHIP)
@never_cache
@require_GET
def show_relationships(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who looks after a person, as far as staff recorded it."""
    person = look_at(request, person_id, "relationships")
    page = RelationshipsScreen(person, actor_of(request), queries.standing(person_id))
    return render(request, "access/relationships.jinja", {"page": page})


@permitted(Permission.RECORD_RELATIONSHIP)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def record_relationship(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Put a person on a caseload, or refer them."""
    person, actor = look_at(request, person_id, "relationships"), actor_of(request)
    back = reverse("relationships:all", args=[person_id])
    form = RelationshipForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.open_relationship(person_id=person_id, relationship=form.relationship(actor), by=actor)
        except Refused as refused:
            form.add_refused(refused)
        else:
            messages.success(request, "It is recorded.")
            return redirect(back)
    return show(
        request, FormScreen(title="Record who looks after them", form=form, back=back, name=person.display_name)
    )


@permitted(Permission.RECORD_RELATIONSHIP)
@require_POST
@submissions.once
def end_relationship(request: HttpRequest, person_id: UUID, relationship_id: UUID) -> HttpResponse:
    """End a caseload or a referral."""
    look_at(request, person_id, "relationships")
    try:
        actions.end_relationship(person_id=person_id, relationship_id=relationship_id, by=actor_of(request))
    except Refused:
        raise Http404 from None
    messages.success(request, "It is ended.")
    return redirect("relationships:all", person_id)
