"""Whom a page is about: looked up once, and never without a trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from accord.access.actions.reads import Purpose
from accord.access.openings import open_record
from accord.domain.authority import Actor, Permission
from accord.domain.people import Identity
from accord.people.queries import identities
from accord.plans.queries import standing
from accord.projections.emergency import view


class MergedAway(Exception):
    """The record that was asked for was merged into another of the same person; `kept` is that one."""

    def __init__(self, kept: UUID) -> None:
        self.kept = kept
        super().__init__("merged into another record")


class NotShared(Exception):
    """What was asked for is not shared with this organisation; `words` say why, and never that there is no plan."""

    def __init__(self, person: Person, words: str) -> None:
        self.person = person
        self.words = words
        super().__init__("not shared with this organisation")


@dataclass(frozen=True, slots=True)
class Person:
    """The person at the head of a page."""

    identity: Identity
    sees_plan: bool = True
    """Whether whoever looks may see plans; an administrator knows people by their details alone."""

    @property
    def id(self) -> UUID:
        """The person's id, which stands in addresses; an NHS number never does."""
        return self.identity.person_id

    @property
    def name(self) -> str:
        """The name as spoken."""
        return self.identity.display_name

    @property
    def href(self) -> str:
        """The person's own page, or the nearest to it that whoever looks may see."""
        return reverse("plans:person" if self.sees_plan else "people:details", args=[self.id])

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way back to the person."""
        return [("My work", reverse("plans:work")), (self.name, self.href)]

    @property
    def is_young(self) -> bool:
        """Whether the person is known to be under 18 today."""
        born = self.identity.birth_date
        return born is not None and born > eighteen_years_before(timezone.localdate())


def eighteen_years_before(day: date) -> date:
    """Return the latest date of birth of somebody who is 18 on `day`."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 18, day=28 if leap else day.day)


def actor_of(request: HttpRequest) -> Actor:
    """Return who is acting; a guarded page always has somebody."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    return actor


def whom(request: HttpRequest, person_id: UUID, what: str, purpose: Purpose = Purpose.CARE) -> Person:
    """Return the person, having noted who looked, at what and on what basis. Answers 404 where nobody has this id."""
    identity = identities.of(person_id)
    if identity is None:
        raise Http404
    if identity.merged_into is not None:
        raise MergedAway(identity.merged_into)
    open_record(request, identity, what, purpose)
    return Person(identity, sees_plan=actor_of(request).may(Permission.VIEW_PLAN))


def whom_shared(request: HttpRequest, person_id: UUID, what: str) -> Person:
    """Return the person, where their plan may be read by the organisation for which somebody acts.

    Raises `NotShared` where the person has objected to sharing, or their NHS number is not verified, and another
    organisation holds the plan: what belongs to a plan is then no more shown than the plan itself.
    """
    person, organisation = whom(request, person_id, what), actor_of(request).organisation_code
    shown = view(standing.sheet(person_id), person.identity, timezone.now(), viewer_organisation=organisation)
    if not shown.is_shared:
        raise NotShared(person, " ".join(shown.hidden) or shown.cpr.words)
    return person
