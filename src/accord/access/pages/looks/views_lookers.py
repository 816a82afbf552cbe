"""Who looked at this record: shown or printed by staff for the person whose record it is, and itself a look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from markupsafe import Markup

from accord.access.pages.guards import permitted
from accord.access.pages.looks.places import read_before
from accord.access.pages.people.subjects import actor_of, look_at, person_page
from accord.access.queries import lookers as queries
from accord.domain.authority import Permission
from accord.domain.lookers import Looker
from accord.domain.people import Identity
from accord.web.words import say_count, say_date, say_datetime, say_time

HEAD = ("When", "Who looked", "Why", "How much")
MARKED = Markup('<span><strong class="nhsuk-tag nhsuk-tag--red">Emergency</strong> {}</span>')
NOT_NAMED = "An organisation that is not named here"
"""Of a restricted person: whoever shows this page need not know where they are."""


@dataclass(frozen=True, slots=True)
class LookerRow:
    """One row: when, who, why."""

    looker: Looker

    @property
    def when(self) -> str:
        """The day, and from when to when."""
        first, last = say_time(self.looker.first), say_time(self.looker.last)
        return f"{say_date(self.looker.last)}, {first}{'' if first == last else f' to {last}'}"

    @property
    def who(self) -> str:
        """The role and the organisation."""
        return f"{self.looker.role_name}, {self.looker.organisation}"

    @property
    def why(self) -> str | Markup:
        """Why, with an emergency marked."""
        return MARKED.format(self.looker.why) if self.looker.is_emergency else self.looker.why

    @property
    def cells(self) -> list[str | Markup]:
        """The cells of the row."""
        return [self.when, self.who, self.why, say_count(self.looker.times, "page")]


@permitted(Permission.VIEW_PLAN)
@never_cache
@require_GET
def show_lookers(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who looked, in words for the person."""
    person, actor = look_at(request, person_id, "told who looked"), actor_of(request)
    page = queries.of_person(person_id, before=read_before(request))
    shown = {
        "name": person.display_name,
        "head": HEAD,
        "rows": [LookerRow(_named(each, person, request)).cells for each in page.lookers],
        "older": f"{request.path}?before={page.older}" if page.older else "",
        "as_at": say_datetime(timezone.now()),
        "back": person_page(person_id, actor),
    }
    return render(request, "access/lookers.jinja", shown)


def _named(looker: Looker, person: Identity, request: HttpRequest) -> Looker:
    own = getattr(request, "organisation_name", "")
    return replace(looker, organisation=NOT_NAMED) if person.restricted and looker.organisation != own else looker
