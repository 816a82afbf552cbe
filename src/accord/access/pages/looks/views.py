"""Who looked at whom, for the privacy officer: what may be worth asking after, and the looks at one person's record.

A privacy officer sees the looks made for their own organisation. Asking who looked at a person is itself a look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accord.access.actions import reads
from accord.access.actions.reads import Purpose
from accord.access.pages.guards import permitted
from accord.access.pages.looks.forms import LooksForm
from accord.access.pages.looks.places import read_before
from accord.access.pages.looks.presenters import LooksTable, rows_of, worth_asking
from accord.access.pages.looks.presenters_alerts import say_conclusions
from accord.access.pages.people.subjects import actor_of
from accord.access.queries import alerts
from accord.access.queries import looks as queries
from accord.access.queries.looks import LooksPage
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.domain.relationships import AccessBasis
from accord.organisations.queries import staff
from accord.people.queries import find, identities

ASKED = "who_looked"


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksScreen:
    """What a page of looks prints."""

    heading: str
    table: LooksTable
    older: str
    review: str = ""
    reviews: Sequence[str] = ()


@permitted(Permission.VIEW_ACCESS_LOG)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def who_looked(request: HttpRequest) -> HttpResponse:
    """Show what may be worth asking after in the last week, and find the looks at one person's record."""
    form, outcome = LooksForm(request.POST if request.method == "POST" else None), ""
    if form.is_bound and form.is_valid():
        try:
            found = find.by_number(form.cleaned_data["nhs_number"])
        except Refused as refused:
            form.add_refused(refused)
        else:
            if found is not None:
                return redirect("looks:of_person", found.person_id)
            outcome = find.NOBODY_FOUND
    rows = worth_asking(rows_of(queries.recent(organisation_id=actor_of(request).organisation_id)))
    table = LooksTable(rows=rows[: queries.PAGE], shows_person=True)
    waiting = alerts.counts(actor_of(request).organisation_id).unreviewed
    shown = {"waiting": waiting, "form": form, "outcome": outcome, "looks": table, "more": len(rows) > queries.PAGE}
    return render(request, "access/who_looked.jinja", shown, status=422 if form.summary_lines() else 200)


@permitted(Permission.VIEW_ACCESS_LOG)
@never_cache
@require_GET
def of_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the looks at one person's record for the organisation; that somebody asked is noted."""
    actor = actor_of(request)
    identity = identities.of(person_id)
    if identity is None:
        raise Http404
    reads.note(
        by=actor, person_id=person_id, purpose=Purpose.ADMINISTRATION, what=ASKED, basis=AccessBasis.REVIEWING.value
    )
    page = queries.of_person(person_id, organisation_id=actor.organisation_id, before=read_before(request))
    screen = _screen(request, f"Looks at the record of {identity.display_name}", page, shows_person=False)
    said = say_conclusions(alerts.reviews_of(actor.organisation_id, person_id=person_id))
    return _show(request, replace(screen, review=reverse("looks:review_person", args=[person_id]), reviews=said))


@permitted(Permission.VIEW_ACCESS_LOG)
@never_cache
@require_GET
def of_staff(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Show the looks of one member of staff for the organisation. Whose records they were is a page further."""
    name = staff.names_of([staff_id]).get(staff_id)
    page = queries.of_staff(staff_id, organisation_id=actor_of(request).organisation_id, before=read_before(request))
    if name is None or not page.looks:
        raise Http404
    screen = _screen(request, f"Looks by {name}", page, shows_person=True)
    said = say_conclusions(alerts.reviews_of(actor_of(request).organisation_id, staff_id=staff_id))
    return _show(request, replace(screen, review=reverse("looks:review_staff", args=[staff_id]), reviews=said))


def _screen(request: HttpRequest, heading: str, page: LooksPage, *, shows_person: bool) -> LooksScreen:
    older = f"{request.path}?before={page.older}" if page.older else ""
    table = LooksTable(rows=rows_of(page.looks), shows_person=shows_person, shows_staff=not shows_person)
    return LooksScreen(heading=heading, table=table, older=older)


def _show(request: HttpRequest, screen: LooksScreen) -> HttpResponse:
    shown = {"page": screen, "back": reverse("looks:who_looked")}
    return render(request, "access/looks.jinja", shown)
