"""A plan in words, part by part: what the plan page, the printout and the differences all read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from accord.domain.people import Contact
from accord.domain.plan.documents import Plan
from accord.domain.plan.parts import PartName
from accord.projections.sections.clinical import (
    NO_CPR_PART,
    cpr_rows,
    medicines_rows,
    treatments_rows,
    understanding_rows,
)
from accord.projections.sections.involved import (
    best_interests_rows,
    capacity_rows,
    conversations_rows,
    involvement_rows,
    young_person_rows,
)
from accord.projections.sections.keeping import contacts_rows, distribution_rows, review_rows, signature_rows
from accord.projections.sections.legal import legal_rows
from accord.projections.sections.rows import Row, RowKind, Section
from accord.projections.sections.wishes import setting_rows, sharing_rows, what_matters_rows

FILLED: dict[PartName, Callable[[Any], Iterable[Row]]] = {
    PartName.SETTING: setting_rows,
    PartName.WHAT_MATTERS: what_matters_rows,
    PartName.UNDERSTANDING: understanding_rows,
    PartName.INVOLVEMENT: involvement_rows,
    PartName.CAPACITY: capacity_rows,
    PartName.BEST_INTERESTS: best_interests_rows,
    PartName.CPR: cpr_rows,
    PartName.TREATMENTS: treatments_rows,
    PartName.MEDICINES_DEVICES: medicines_rows,
    PartName.YOUNG_PERSON: young_person_rows,
    PartName.DISTRIBUTION: distribution_rows,
    PartName.REVIEW: review_rows,
}
"""The parts that read on their own."""


def sections(
    plan: Plan, *, contacts: Iterable[Contact] = (), on: date | None = None, printed: bool = False
) -> tuple[Section, ...]:
    """Return every part of a plan in words, in the order in which people talk about them.

    A part that nobody has filled has no rows (the page says so); the part for under 18s is left out unless filled.
    `contacts` are the person's own, `on` is the day on which deputies are looked at. On a printout (`printed`),
    people who are not to be told are not named.
    """
    told = tuple(contacts)
    parts = (part for part in PartName if part is not PartName.YOUNG_PERSON or plan.young_person is not None)
    return tuple(
        Section(part=part, title=part.words, rows=tuple(_rows(part, plan, told, on, printed))) for part in parts
    )


def _rows(part: PartName, plan: Plan, contacts: tuple[Contact, ...], on: date | None, printed: bool) -> Iterable[Row]:
    if part is PartName.CONVERSATIONS:
        return conversations_rows(plan.conversations)
    if part is PartName.LEGAL:
        return legal_rows(plan.legal, on=on)
    if part is PartName.CONTACTS:
        return contacts_rows(contacts, plan.sharing)
    filled = getattr(plan, part.value)
    if filled is None:
        return (Row(label="", text=NO_CPR_PART, kind=RowKind.NOTE),) if part is PartName.CPR else ()
    if part is PartName.SHARING:
        return sharing_rows(filled, printed=printed)
    return FILLED[part](filled)


__all__ = ["Row", "RowKind", "Section", "sections", "signature_rows"]
