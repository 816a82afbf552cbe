"""What everybody can work out from publications: whole numbers, and what is known of their sums.

Each figure is three unknown numbers: how many rows are so, are not so, and have nothing recorded. What was shown, that
groups add up to all, that months add up to a period, and that some measures are asked of the same rows, bounds their
sums. Nothing that was not shown goes in, so that whatever follows from it anybody could have worked out as well: that a
figure is held back tells nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from accord.assurance.publications.families import adds_up_in_time, family, grows_in_time, is_never_no
from accord.assurance.publications.figures import Counts, Period, Place
from accord.assurance.publications.months import cut
from accord.assurance.publications.releases import Point, Release, is_month
from accord.assurance.publications.releases import point as point_of
from accord.soundness.measures.breakdowns import ALL
from accord.soundness.measures.definitions import Missing

SO, NOT_SO, NOTHING_RECORDED = range(3)
KNOWN, EVERY = (SO, NOT_SO), (SO, NOT_SO, NOTHING_RECORDED)
Sum = dict[int, int]
"""How often each unknown number goes into a sum."""


@dataclass(slots=True)
class System:
    """Unknown whole numbers of 0 or more, and the bounds of their sums."""

    numbers: dict[tuple[Point, int], int] = field(default_factory=dict)
    sums: list[tuple[Sum, int, int | None]] = field(default_factory=list)

    def number(self, point: Point, state: int) -> int:
        """Return the place of an unknown number."""
        return self.numbers.setdefault((point, state), len(self.numbers))

    def total(self, points: Iterable[Point], states: Sequence[int] = EVERY) -> Sum:
        """Return the sum over points and states."""
        return {self.number(point, state): 1 for point in points for state in _possible(point, states)}

    def bound(self, total: Sum, least: int, most: int | None) -> None:
        """Say that a sum lies between two numbers."""
        self.sums.append((total, least, most))

    def same(self, one: Sum, other: Sum) -> None:
        """Say that two sums are the same."""
        self.bound(difference(one, other), 0, 0)


def _possible(point: Point, states: Sequence[int]) -> Iterator[int]:
    never = is_never_no(point.place.measure_id)
    return (state for state in states if not (never and state == NOT_SO))


def difference(one: Sum, other: Sum) -> Sum:
    """Return a sum less another."""
    found: Sum = defaultdict(int, one)
    for number, times in other.items():
        found[number] -= times
    return {number: times for number, times in found.items() if times}


class Timeline:
    """How the periods of publications cut what adds up in time into pieces."""

    def __init__(self, points: Iterable[Point]) -> None:
        """Cut, for all measures of a family together, each breakdown by its own periods, and all by every one."""
        periods: dict[object, set[Period]] = defaultdict(set)
        for point in points:
            place = point.place
            if adds_up_in_time(place.measure_id):
                periods[family(place.measure_id), place.breakdown].add(point.period)
                periods[family(place.measure_id), ALL].add(point.period)
        self._pieces = {key: cut(held) for key, held in periods.items()}

    def pieces(self, place: Place, period: Period) -> list[Point]:
        """Return the pieces that a figure of a period is the sum of."""
        pieces = self._pieces.get((family(place.measure_id), place.breakdown))
        if pieces is None:
            return [Point(place, period)]
        return [Point(place, piece) for piece in pieces if period.holds(piece)]


def shown_sums(place: Place) -> tuple[tuple[str, Sequence[int]], ...]:
    """Return each count that is shown of a figure, and the states of which it is the sum."""
    measure = place.measure
    denominator = KNOWN if measure.missing is Missing.BESIDE else EVERY
    counts = (("denominator", denominator), ("not_recorded", (NOTHING_RECORDED,)))
    return counts if place.is_quantile else (("numerator", (SO,)), *counts)


def build(releases: Sequence[Release]) -> tuple[System, Timeline]:
    """Return all that follows from these publications together."""
    system = System()
    figures = [found for release in releases for found in release.points()]
    timeline = Timeline(point for point, _ in figures)
    for point, counts in figures:
        _say_shown(system, timeline, point, counts)
    for release in releases:
        _say_arms(system, timeline, release)
    _say_families(system)
    _say_growth(system, [point for point, _ in figures])
    return system, timeline


def _say_shown(system: System, timeline: Timeline, point: Point, counts: Counts) -> None:
    pieces = timeline.pieces(point.place, point.period)
    for name, states in shown_sums(point.place):
        shown = getattr(counts, name)
        system.bound(system.total(pieces, states), shown.least, shown.most)


def _say_arms(system: System, timeline: Timeline, release: Release) -> None:
    """Say that the groups of each breakdown add up to all."""
    arms: dict[tuple[str, str], dict[str, Point]] = defaultdict(dict)
    for point, _ in release.points():
        if point.place.breakdown != ALL:
            arms[point.place.measure_id, point.place.breakdown][point.place.value] = point
    for (measure_id, _), groups in arms.items():
        for piece in _periods(timeline, groups.values()):
            here = {value: Point(point.place, piece) for value, point in groups.items()}
            whole = timeline.pieces(Place(measure_id), piece)
            for state in EVERY:
                system.same(system.total(here.values(), (state,)), system.total(whole, (state,)))
    _say_months(system, timeline, release)


def _periods(timeline: Timeline, points: Iterable[Point]) -> set[Period]:
    return {piece.period for point in points for piece in timeline.pieces(point.place, point.period)}


def _say_months(system: System, timeline: Timeline, release: Release) -> None:
    """Say that a month that is not shown, where months are, holds nothing."""
    shown: dict[str, list[Period]] = defaultdict(list)
    for place in release.counts:
        if is_month(place):
            shown[place.measure_id].append(point_of(place, release.period).period)
    for measure_id, months in shown.items():
        for piece in timeline.pieces(Place(measure_id), release.period):
            if not any(month.holds(piece.period) for month in months):
                system.bound(system.total([piece]), 0, 0)


def _say_families(system: System) -> None:
    """Say that measures that are asked of the same rows are asked of as many."""
    alike: dict[object, set[Point]] = defaultdict(set)
    for point, _ in system.numbers:
        place = point.place
        alike[family(place.measure_id), place.breakdown, place.value, point.period].add(point)
    for points in alike.values():
        first, *others = sorted(points)
        for other in others:
            system.same(system.total([other]), system.total([first]))


def _say_growth(system: System, points: Sequence[Point]) -> None:
    for short, long, states in grown(points):
        system.bound(difference(system.total([long], states), system.total([short], states)), 0, None)


def grown(points: Iterable[Point]) -> Iterator[tuple[Point, Point, Sequence[int]]]:
    """Yield a figure of a period, the same of a longer one, and the states that only grow."""
    by_place: dict[Place, set[Point]] = defaultdict(set)
    for point in points:
        if grows_in_time(point.place.measure_id):
            by_place[point.place].add(point)
    for alike in by_place.values():
        for short in sorted(alike):
            for long in sorted(alike):
                if short != long and long.period.holds(short.period):
                    yield short, long, (SO,)
                    yield short, long, EVERY
