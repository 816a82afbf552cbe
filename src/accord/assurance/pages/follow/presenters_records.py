"""Which of their own records a signal is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from accord.assurance.queries.held_signals import Held
from accord.domain.people import Identity
from accord.web.words import say_count, say_date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsScreen:
    """The people behind the decisions, of those whom whoever looks knows."""

    held: Held
    wanted: Sequence[str]
    behind: Mapping[str, UUID]
    known: Mapping[UUID, Identity]

    @property
    def kind(self) -> str:
        """What kind of question it is."""
        return self.held.kind.words

    @property
    def back(self) -> str:
        """The signal's page."""
        return reverse("assurance:signal", args=[self.held.id])

    @property
    def said(self) -> str:
        """How many of the decisions are in records that whoever looks may open."""
        found = sum(self.behind.get(each) in self.known for each in self.wanted)
        verb = "is in the record" if found == 1 else "are in records"
        said = f"{found:,} of {say_count(len(self.wanted), 'decision')} {verb} of people whom you know here."
        others = " The others are of people who have left, or whom another organisation looks after."
        return said + (others if found < len(self.wanted) else "")

    @property
    def rows(self) -> list[list[str | Markup]]:
        """Each person, with how many of the decisions are in their record."""
        rows = sorted(self.known.items(), key=lambda row: row[1].display_name)
        return [
            [self._link(person_id, person), say_date(person.birth_date) or "Not known", self._count(person_id)]
            for person_id, person in rows
        ]

    def _count(self, person_id: UUID) -> str:
        return str(sum(self.behind.get(each) == person_id for each in self.wanted))

    def _link(self, person_id: UUID, person: Identity) -> Markup:
        href = reverse("plans:person", args=[person_id])
        return Markup('<a href="{}">{}</a>').format(href, person.display_name)
