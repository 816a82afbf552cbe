"""Moves as another system tells of them, and where somebody was in one visit by all that was told of it.

Messages come late, twice and out of order. What counts is when the sending system recorded each thing, not when it
arrived: the same messages give the same course, in whatever order they come (HL7 v2.4 chapter 3: A01-A03, A11-A13).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from accord.domain.choices import Choice


class ToldKind(Choice):
    """What is told."""

    ADMITTED = "admitted", "Admitted"
    TRANSFERRED = "transferred", "Transferred"
    DISCHARGED = "discharged", "Discharged"
    ADMISSION_CANCELLED = "admission_cancelled", "The admission was told in error"
    TRANSFER_CANCELLED = "transfer_cancelled", "The transfer was told in error"
    DISCHARGE_CANCELLED = "discharge_cancelled", "The discharge was told in error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that was told of a visit.

    `at` is when it happened, `recorded_at` when the sending system recorded it, `number` the order in which we kept it.
    `admitted_at`: what a later message says of the admission, where it says so.
    """

    kind: ToldKind
    at: datetime
    recorded_at: datetime
    number: int
    place: UUID | None = None
    admitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """A time at one place within a visit."""

    place: UUID
    start: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """Where somebody was in one visit, and when it ended; with no leg there was no visit."""

    legs: tuple[Leg, ...] = ()
    end: datetime | None = None


NOWHERE = Course()


class Incomplete(Exception):
    """What was told cannot be true by itself: something that went before has not been told yet."""


def course_of(told: Iterable[Told]) -> Course:
    """Return the course of a visit; raises Incomplete where what came first has not been told."""
    course = NOWHERE
    for each in sorted(told, key=lambda one: (one.recorded_at, one.number)):
        course = _after(course, each)
    return course


def _after(course: Course, told: Told) -> Course:
    if told.kind is ToldKind.ADMISSION_CANCELLED:
        return NOWHERE
    if told.kind is ToldKind.ADMITTED:
        assert told.place is not None, "an admission is to a place"
        return Course((Leg(told.place, told.at), *course.legs[1:]), course.end)
    if not course.legs:
        course = _begun_by(told)
    if told.kind is ToldKind.TRANSFERRED:
        return replace(course, legs=_moved(course.legs, told))
    if told.kind is ToldKind.DISCHARGED:
        return replace(course, end=max(told.at, course.legs[-1].start))
    if told.kind is ToldKind.DISCHARGE_CANCELLED:
        return replace(course, end=None)
    return replace(course, legs=_moved_back(course.legs, told))


def _begun_by(told: Told) -> Course:
    """Return how the visit began, by a message that came without the admission before it.

    Whoever is told to have been transferred is in hospital, and has been since then at the latest. Of somebody who
    left nothing is known unless the message says when they came.
    """
    start = told.admitted_at or (None if told.kind is ToldKind.DISCHARGED else told.at)
    if told.place is None or start is None:
        raise Incomplete
    return Course((Leg(told.place, min(start, told.at)),))


def _moved(legs: tuple[Leg, ...], told: Told) -> tuple[Leg, ...]:
    """Add a leg; a move within one place (ward to ward) is none."""
    assert told.place is not None, "a transfer is to a place"
    if legs[-1].place == told.place:
        return legs
    return (*legs, Leg(told.place, max(told.at, legs[-1].start)))


def _moved_back(legs: tuple[Leg, ...], told: Told) -> tuple[Leg, ...]:
    """Take the last leg back, unless the transfer was within one place: then they still are where they should be."""
    return legs[:-1] if len(legs) > 1 and told.place != legs[-1].place else legs
