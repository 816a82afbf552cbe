"""Requests to be told who stands behind pseudonyms, and the people who do.

Only somebody about whom a decision was recorded is ever found: a pseudonym of `population` that stands in no decision
leads to nobody, so that this can make no list of people without one (decision record 0013).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accord.domain.reidentification import Column, Course, Reason
from accord.plans.models import ReidentificationRequest, Version
from accord.plans.queries.keys import given_key, kept_key
from accord.projections.dataset import pseudonym

CHUNK = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a second person decided."""

    approved: bool
    name: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request, and what has come of it."""

    number: int
    column: Column
    pseudonyms: tuple[str, ...]
    reason: Reason
    words: str
    asked_by: UUID
    name: str
    organisation_code: str
    course: Course
    decided: Decided | None
    found: int | None
    """Behind how many somebody stood, once it was shown."""


def leads_back_exports() -> bool:
    """Return whether pseudonyms of exports can be led back too: without a key that is given, each has its own."""
    return given_key() is not None


def made_by(staff_id: UUID) -> QuerySet[ReidentificationRequest]:
    """Return the requests of somebody, newest first."""
    return _rows().filter(recorded_by=staff_id)


def everybodys() -> QuerySet[ReidentificationRequest]:
    """Return every request, newest first."""
    return _rows()


def one(number: int) -> Request | None:
    """Return a request, or None where there is none of that number."""
    row = _rows().filter(pk=number).first()
    return read(row) if row else None


def read(row: ReidentificationRequest) -> Request:
    """Return a request as it stands in its tables."""
    decision, shown = getattr(row, "decision", None), getattr(row, "shown", None)
    decided = None
    if decision is not None:
        decided = Decided(
            approved=decision.approved, name=decision.recorded_name, at=decision.recorded_at, words=decision.words
        )
    assert row.recorded_by is not None, "somebody asked"
    return Request(
        number=row.pk,
        column=Column(row.column),
        pseudonyms=tuple(row.pseudonyms),
        reason=Reason(row.reason),
        words=row.words,
        asked_by=row.recorded_by,
        name=row.recorded_name,
        organisation_code=row.recorded_organisation,
        course=Course(
            asked_at=row.recorded_at,
            decided_at=decided.at if decided else None,
            approved=bool(decided and decided.approved),
            shown_at=shown.recorded_at if shown else None,
        ),
        decided=decided,
        found=shown.found if shown else None,
    )


def people_behind(column: Column, pseudonyms: Sequence[str]) -> Mapping[str, UUID]:
    """Return the person behind each pseudonym behind which somebody stands: every version's own is made anew.

    That is the price of keeping no table of pseudonyms: some microseconds a version, for a request a month. The key is
    that of assurance here, and of exports where one was given; an export with a key of its own leads to nobody.
    """
    key = kept_key()
    wanted = set(pseudonyms)
    if not wanted:
        return {}
    of_person = column is Column.PERSON
    rows = Version.objects.order_by().values_list("person_id", "person_id" if of_person else "id").distinct()
    found: dict[str, UUID] = {}
    for person_id, value in rows.iterator(chunk_size=CHUNK):
        made = pseudonym(str(value), column=column.value, key=key)
        if made in wanted:
            found[made] = person_id
    return found


def _rows() -> QuerySet[ReidentificationRequest]:
    return ReidentificationRequest.objects.select_related("decision", "shown").order_by("-id")
