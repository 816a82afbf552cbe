"""Who looks after a person, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from accord.access.pages.people.subjects import person_page
from accord.access.queries.relationships import Recorded
from accord.access.submissions import token
from accord.domain.authority import Actor
from accord.domain.people import Identity
from accord.web.words import say_date

ANOTHER = "Another organisation"
"""Of a restricted person: the name of a place would tell where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipCard:
    """One caseload or referral."""

    recorded: Recorded
    end: str
    submission: str
    hides_place: bool

    @property
    def title(self) -> str:
        """What it is, and with whom."""
        recorded = self.recorded
        place = ANOTHER if self.hides_place else recorded.organisation_name
        with_whom = f"{recorded.staff_name}, {place}" if recorded.staff_name and not self.hides_place else place
        return f"{recorded.kind.value.capitalize()}: {with_whom}"

    @property
    def rows(self) -> list[dict[str, str]]:
        """What for, since when and until when, and who recorded it."""
        recorded = self.recorded
        known = {
            "What for": recorded.words,
            "Since": say_date(recorded.begins_at),
            "Until": say_date(recorded.until) if recorded.until else "",
            "Recorded by": "" if self.hides_place else recorded.opened_name,
        }
        return [{"key": key, "value": value} for key, value in known.items() if value]


@dataclass(frozen=True, slots=True)
class RelationshipsScreen:
    """Who looks after a person."""

    person: Identity
    actor: Actor
    recorded: Sequence[Recorded]

    @property
    def back(self) -> str:
        """The person's own page."""
        return person_page(self.person.person_id, self.actor)

    @property
    def add(self) -> str:
        """Where to record another."""
        return reverse("relationships:new", args=[self.person.person_id])

    @property
    def cards(self) -> list[RelationshipCard]:
        """Each relationship that staff recorded."""
        return [
            RelationshipCard(
                recorded=each,
                end=reverse("relationships:end", args=[self.person.person_id, each.id]),
                submission=token(),
                hides_place=self.person.restricted and each.organisation_id != self.actor.organisation_id,
            )
            for each in self.recorded
        ]
