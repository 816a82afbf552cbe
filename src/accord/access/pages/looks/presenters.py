"""Looks in words: when, who, what, why, and what may be worth asking after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from accord.access.queries import alerts
from accord.access.queries import looks as queries
from accord.domain.looks import Hint, Look, hints_of
from accord.domain.people import Identity
from accord.domain.relationships import AccessBasis
from accord.organisations.queries import staff
from accord.people.queries import identities
from accord.web.fields.bases import lower_first
from accord.web.words import say_date, say_time

RECORD = Markup('<a href="{}">Who looked at this record<span class="nhsuk-u-visually-hidden"> (look {})</span></a>')
REVIEW = Markup('<span>{}<br><a href="{}">Review<span class="nhsuk-u-visually-hidden"> look {}</span></a></span>')
PURPOSES = {"care": "Care", "emergency": "Emergency", "administration": "Administration"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRow:
    """One look, as a row of the table."""

    look: Look
    hints: tuple[Hint, ...]
    reviewed: str = ""
    """What came of the last review of this look, where there was one."""

    @property
    def when(self) -> str:
        """The day and time."""
        return f"{say_date(self.look.at)} at {say_time(self.look.at)}"

    @property
    def who(self) -> str:
        """The name of whoever looked."""
        return self.look.staff_name or "Somebody no longer in the directory"

    @property
    def what(self) -> str:
        """The kind of page, in words."""
        return self.look.what.replace("_", " ").capitalize()

    @property
    def why(self) -> str:
        """The purpose, with the reason where one was given."""
        purpose = PURPOSES.get(self.look.purpose, self.look.purpose.capitalize())
        return f"{purpose}: {say_basis(self.look.basis)}" if self.look.basis else purpose

    @property
    def asked(self) -> str:
        """What may be worth asking after."""
        return ". ".join(hint.words for hint in self.hints)

    @property
    def review(self) -> str:
        """Where to say what came of a review of it."""
        return reverse("looks:review_look", args=[self.look.log_id])

    @property
    def staff_page(self) -> str:
        """The other looks of whoever looked."""
        return reverse("looks:of_staff", args=[self.look.staff_id])

    @property
    def person_page(self) -> str:
        """The other looks at this person's record."""
        return reverse("looks:of_person", args=[self.look.person_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksTable:
    """Looks as a table: with whose record each was at, or with who looked."""

    rows: Sequence[LookRow]
    shows_person: bool
    shows_staff: bool = True
    whole: ClassVar = ("When", "At what", "Why", "Worth asking after")
    """The columns that hold our own words."""

    @property
    def head(self) -> list[str]:
        """The heads of the columns."""
        return [
            "When",
            "Who looked",
            "At what",
            "Why",
            "Worth asking after",
            *(["Record"] if self.shows_person else []),
        ]

    @property
    def cells(self) -> list[list[str | Markup]]:
        """The cells, row by row."""
        return [self._cells(row) for row in self.rows]

    def _cells(self, row: LookRow) -> list[str | Markup]:
        who = Markup('<a href="{}">{}</a>').format(row.staff_page, row.who) if self.shows_staff else row.who
        record = [RECORD.format(row.person_page, row.look.log_id)] if self.shows_person else []
        return [row.when, who, row.what, row.why, _asked(row), *record]


def _asked(row: LookRow) -> str | Markup:
    """Say what may be worth asking after, with what came of it or where to say so."""
    if not row.asked:
        return "Nothing"
    if row.reviewed:
        return Markup("<span>{}<br>Reviewed: {}</span>").format(row.asked, row.reviewed)
    return REVIEW.format(row.asked, row.review, row.look.log_id)


def say_basis(basis: str) -> str:
    """Say a basis in words; one that is not known any more stands as it was written."""
    known = {each.value: each.words for each in AccessBasis}
    return lower_first(known.get(basis, basis))


def rows_of(looks: Sequence[Look]) -> list[LookRow]:
    """Return looks with what about each may be worth asking after."""
    people = identities.many({look.person_id for look in looks})
    counted = queries.people_a_day(looks)
    colleagues = _colleagues(looks)
    reviewed = alerts.reviewed_singly({look.log_id for look in looks})
    return [
        LookRow(
            look=look,
            hints=_hints(look, people, colleagues, counted.get(_day(look), 0)),
            reviewed=reviewed[look.log_id].words if look.log_id in reviewed else "",
        )
        for look in looks
    ]


def worth_asking(rows: Iterable[LookRow]) -> list[LookRow]:
    """Return those of the looks about which something may be worth asking after."""
    return [row for row in rows if row.hints]


def _hints(
    look: Look, people: Mapping[UUID, Identity], colleagues: Mapping[str, frozenset[str]], people_that_day: int
) -> tuple[Hint, ...]:
    person = people.get(look.person_id)
    if person is None:
        return ()
    return hints_of(look, person, colleagues=colleagues[look.organisation_code], people_that_day=people_that_day)


def _colleagues(looks: Iterable[Look]) -> dict[str, frozenset[str]]:
    codes = {look.organisation_code for look in looks}
    return {code: frozenset(each.name for each in staff.at_organisation(code)) for code in codes}


def _day(look: Look) -> tuple[UUID, date]:
    return look.staff_id, timezone.localdate(look.at)
