"""Sections about who took part: conversations in date order, involvement, capacity, best interests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord.domain.plan.people_involved import BestInterests, Capacity, Conversation, Involvement, YoungPerson
from accord.projections.items import name_of
from accord.projections.moments import in_date_order
from accord.projections.sections.rows import Row, RowKind, item_lines, rows_of

IN_THE_NAME = ("at", "with_whom", "with_name", "with_relationship", "offer_declined", "conversation_id", "said")


def conversations_rows(conversations: Iterable[Conversation]) -> Iterator[Row]:
    """Give each conversation as an entry."""
    for each in in_date_order(conversations):
        yield Row(
            label=name_of(each), text=each.said, kind=RowKind.ENTRY, items=item_lines(each, leave_out=IN_THE_NAME)
        )


def involvement_rows(involvement: Involvement) -> Iterator[Row]:
    """Give how the person, and those who speak with or for them, took part."""
    return rows_of(involvement, always=("options",))


def capacity_rows(capacity: Capacity) -> Iterator[Row]:
    """Give the assessment of capacity; that none is recorded is said."""
    return rows_of(capacity, always=("outcome",))


def best_interests_rows(best_interests: BestInterests) -> Iterator[Row]:
    """Give the record of a best-interests decision."""
    return rows_of(best_interests)


def young_person_rows(young_person: YoungPerson) -> Iterator[Row]:
    """Give what a plan for somebody under 18 adds."""
    return rows_of(young_person)
