"""Find one person, by number or by exact details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access.pages.guards import permitted
from accord.access.pages.people.forms_find import DetailsForm, NumberForm
from accord.access.pages.people.subjects import actor_of, person_page
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.people.queries import find, held

BY_NUMBER, BY_DETAILS = "number", "details"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindScreen:
    """What the page prints."""

    number: NumberForm
    details: DetailsForm
    outcome: str
    carried: Mapping[str, str]
    may_record: bool
    held: int | None
    """How many pairs of records wait to be looked at; None to whoever may not look at them."""

    @property
    def keeping(self) -> Sequence[tuple[str, str]]:
        """What else of the record waits to be put right: the words, and the names of pages of rooms above."""
        return settings.ACCORD_KEEPING_LINKS

    @property
    def is_wrong(self) -> bool:
        """Whether something typed could not be taken."""
        return bool(self.number.summary_lines() or self.details.summary_lines())


@permitted(Permission.FIND_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find_person(request: HttpRequest) -> HttpResponse:
    """Show the two forms, and lead to the person that one of them finds."""
    by = request.POST.get("by") if request.method == "POST" else None
    number = NumberForm(request.POST if by == BY_NUMBER else None)
    details = DetailsForm(request.POST if by == BY_DETAILS else None)
    person_id, outcome = None, ""
    if by == BY_NUMBER and number.is_valid():
        person_id, outcome = _by_number(request, number)
    elif by == BY_DETAILS and details.is_valid():
        person_id, outcome = _by_details(details)
    if person_id is not None:
        return redirect(person_page(person_id, actor_of(request)))
    may_record = actor_of(request).may(Permission.EDIT_PERSON)
    screen = FindScreen(
        number=number,
        details=details,
        outcome=outcome,
        carried=_carried(request),
        may_record=may_record,
        held=held.count_waiting() if may_record else None,
    )
    return render(request, "people/find.jinja", {"page": screen}, status=422 if screen.is_wrong else 200)


def _by_number(request: HttpRequest, form: NumberForm) -> tuple[UUID | None, str]:
    try:
        found = find.by_number(form.cleaned_data["nhs_number"])
    except Refused as refused:
        form.add_refused(refused)
        return None, ""
    if found is None:
        return None, find.NOBODY_FOUND
    if found.words:
        messages.info(request, found.words)
    return found.person_id, ""


def _by_details(form: DetailsForm) -> tuple[UUID | None, str]:
    asked = form.cleaned_data
    found = find.by_details(
        family=asked["family"], birth_date=asked["birth_date"], postcode=asked["postcode"], given=asked["given"]
    )
    if len(found) == 1:
        return found[0], ""
    return None, find.SEVERAL_FOUND if found else find.NOBODY_FOUND


def _carried(request: HttpRequest) -> dict[str, str]:
    """Return what was typed, to begin recording somebody new with."""
    kept = ("nhs_number", "family", "given", "postcode", "birth_date-day", "birth_date-month", "birth_date-year")
    return {name: request.POST[name] for name in kept if request.POST.get(name)}
