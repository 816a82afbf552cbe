"""What left, or is about to: the counts of one period, by where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.assurance.publications.families import adds_up_in_time
from accord.assurance.publications.figures import Counts, Period, Place
from accord.assurance.publications.months import month_of
from accord.soundness.measures.breakdowns import ALL, NOBODY_SAYS


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """What a count is of, however it is named: a group of a breakdown, in a period."""

    place: Place
    period: Period


@dataclass(frozen=True, slots=True)
class Release:
    """The counts of one publication. A group that is not in a breakdown which is has nothing in it."""

    period: Period
    counts: Mapping[Place, Counts]

    def points(self) -> Iterator[tuple[Point, Counts]]:
        """Yield each count with what it is of: a month of what adds up in time is a shorter period of all."""
        for place, counts in self.counts.items():
            yield point(place, self.period), counts


def point(place: Place, period: Period) -> Point:
    """Return what a figure is of."""
    if is_month(place):
        return Point(Place(place.measure_id, ALL, ALL), month_of(place.value, period))
    return Point(place, period)


def is_month(place: Place) -> bool:
    """Return whether a figure is of one month of all, which adds up with the other months."""
    return place.breakdown == "month" and place.value != NOBODY_SAYS and adds_up_in_time(place.measure_id)
