"""A visit's course is what its messages say together, in whatever order they come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from accord.domain.told_moves import NOWHERE, Course, Incomplete, Leg, Told, ToldKind, course_of

A, B = UUID(int=1), UUID(int=2)
BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(hours: float) -> datetime:
    return BEGAN + timedelta(hours=hours)


def told(kind: ToldKind, hours: float, place: UUID | None = A, **changed: object) -> Told:
    usual: dict[str, object] = {"kind": kind, "at": at(hours), "recorded_at": at(hours), "number": int(hours * 10)}
    return Told(**{**usual, "place": place, **changed})  # type: ignore[arg-type]  # a builder takes any field


STORY = (
    told(ToldKind.ADMITTED, 0),
    told(ToldKind.TRANSFERRED, 2, B),
    told(ToldKind.TRANSFER_CANCELLED, 3, A),
    told(ToldKind.DISCHARGED, 5),
    told(ToldKind.DISCHARGE_CANCELLED, 6),
)


def test_messages_in_every_order_give_one_course() -> None:
    courses = {course_of(order) for order in permutations(STORY)}
    assert courses == {Course((Leg(A, at(0)),))}


def test_transfer_to_another_place_is_a_leg() -> None:
    assert course_of(STORY[:2]) == Course((Leg(A, at(0)), Leg(B, at(2))))


def test_move_within_a_place_is_none() -> None:
    story = [told(ToldKind.ADMITTED, 0), told(ToldKind.TRANSFERRED, 2), told(ToldKind.TRANSFER_CANCELLED, 3)]
    assert course_of(story) == Course((Leg(A, at(0)),))


def test_admission_taken_back_leaves_nothing() -> None:
    assert course_of([*STORY, told(ToldKind.ADMISSION_CANCELLED, 9)]) == NOWHERE


def test_admission_told_again_puts_its_time_right() -> None:
    again = told(ToldKind.ADMITTED, 1, recorded_at=at(4))
    assert course_of([told(ToldKind.ADMITTED, 0), again]) == Course((Leg(A, at(1)),))


def test_transfer_alone_says_that_they_are_there() -> None:
    assert course_of([STORY[1]]) == Course((Leg(B, at(2)),))


def test_discharge_alone_is_incomplete_unless_it_says_when_they_came() -> None:
    with pytest.raises(Incomplete):
        course_of([STORY[3]])
    assert course_of([told(ToldKind.DISCHARGED, 5, admitted_at=at(0))]) == Course((Leg(A, at(0)),), at(5))


def test_what_was_recorded_in_the_same_second_counts_as_it_came() -> None:
    both = [told(ToldKind.ADMITTED, 0, number=2), told(ToldKind.DISCHARGED, 0, number=1, admitted_at=at(0))]
    assert course_of(both).end == at(0)
