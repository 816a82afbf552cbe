"""Whom a page is about: looked up once, and never without a trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from accord.access.actions import reads
from accord.domain.authority import Actor
from accord.domain.people import Identity
from accord.people.queries import identities


@dataclass(frozen=True, slots=True)
class Person:
    """The person at the head of a page."""

    identity: Identity

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
        """The person's own page."""
        return reverse("plans:person", args=[self.id])

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


def whom(request: HttpRequest, person_id: UUID, what: str, purpose: reads.Purpose = reads.Purpose.CARE) -> Person:
    """Return the person, having noted who looked, as whom and at what. Answers 404 where nobody has this id."""
    identity = identities.of(person_id)
    if identity is None:
        raise Http404
    reads.note(by=actor_of(request), person_id=person_id, purpose=purpose, what=what)
    return Person(identity)
