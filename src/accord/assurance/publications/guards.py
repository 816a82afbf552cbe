"""What is watched, and what is held back so that none of it is told too closely (statistics.md 4.8).

The rule for small numbers looks at one count at a time. Counts that stand side by side, in this publication or in
earlier ones, may together tell what each alone does not. So every count, every part that is not shown (those who are
not so, and a stretch of time between two periods), is tried against all that was shown; a figure is held back where
fewer than three numbers are left of one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from accord.assurance.publications.choices import choose
from accord.assurance.publications.families import family
from accord.assurance.publications.figures import HELD_BACK, Place
from accord.assurance.publications.releases import Release, point
from accord.assurance.publications.searches import Contradiction, Search, told
from accord.assurance.publications.systems import (
    EVERY,
    KNOWN,
    NOT_SO,
    NOTHING_RECORDED,
    SO,
    Sum,
    System,
    Timeline,
    build,
    difference,
    grown,
)

WATCHED = ((SO,), (NOT_SO,), (NOTHING_RECORDED,), KNOWN, EVERY)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A release that may leave: what was held back for what stands beside it, and for what left before.

    `set_aside`: earlier publications that do not fit this record any more, so that nothing follows from them.
    """

    release: Release
    beside: frozenset[Place] = frozenset()
    before: frozenset[Place] = frozenset()
    set_aside: frozenset[int] = frozenset()


def guard(release: Release, earlier: Sequence[Release] = ()) -> Guarded:
    """Hold back what must be, and return what may leave. `earlier`: all that left before, the newest last."""
    families: dict[Hashable, set[str]] = defaultdict(set)
    for place in release.counts:
        families[family(place.measure_id)].add(place.measure_id)
    parts = [_guard_family(release, earlier, members) for members in families.values()]
    counts = {place: count for part in parts for place, count in part.release.counts.items()}
    return Guarded(
        Release(release.period, {place: counts[place] for place in release.counts}),
        beside=frozenset(place for part in parts for place in part.beside),
        before=frozenset(place for part in parts for place in part.before),
        set_aside=frozenset(number for part in parts for number in part.set_aside),
    )


def _guard_family(release: Release, earlier: Sequence[Release], members: set[str]) -> Guarded:
    own = {family(each) for each in members}
    alone = _hold(_only(release, own), ())
    related = [(number, _only(each, own)) for number, each in enumerate(earlier)]
    fitting, set_aside = _fitting(alone, [(number, each) for number, each in related if each.counts])
    both = _hold(alone, fitting) if fitting else alone
    beside = held_in(alone)
    return Guarded(both, beside, held_in(both) - beside, set_aside)


def _only(release: Release, families: set[Hashable]) -> Release:
    counts = {place: count for place, count in release.counts.items() if family(place.measure_id) in families}
    return Release(release.period, counts)


def held_in(release: Release) -> frozenset[Place]:
    """Return what is held back."""
    return frozenset(place for place, counts in release.counts.items() if counts.is_held)


def _fitting(release: Release, earlier: Sequence[tuple[int, Release]]) -> tuple[list[Release], frozenset[int]]:
    """Return the earlier releases, the newest first, that fit with this one and each other; and the others."""
    fitting: list[Release] = []
    aside: set[int] = set()
    for number, each in reversed(earlier):
        if fits([release, *fitting, each]):
            fitting.append(each)
        else:
            aside.add(number)
    return fitting, frozenset(aside)


def fits(releases: Sequence[Release]) -> bool:
    """Return whether there are numbers of which all that was shown is true."""
    try:
        Search(build(releases)[0])
    except Contradiction:
        return False
    return True


def _hold(release: Release, earlier: Sequence[Release]) -> Release:
    """Hold back one figure of each breakdown at a time, until nothing is told too closely.

    Holding back only takes away from what is known, so that what was not told once is not looked at again.
    """
    system, timeline = build([release, *earlier])
    open_ = watch(system, timeline, [release, *earlier])
    while True:
        found = told(system, [each.total for each in open_])
        open_ = [open_[number] for number in found]
        held = set(choose(release, [each.place for each in open_]))
        if not held:
            return release
        counts = {place: HELD_BACK if place in held else count for place, count in release.counts.items()}
        release = replace(release, counts=counts)
        system, _ = build([release, *earlier])


@dataclass(frozen=True, slots=True)
class Watch:
    """A sum that must not be told, and the figure that it is of."""

    place: Place
    total: Sum


def watch(system: System, timeline: Timeline, releases: Sequence[Release]) -> list[Watch]:
    """Return all that must not be told: each sum once."""
    found: dict[frozenset[tuple[int, int]], Watch] = {}
    for place, total in _sums(system, timeline, releases):
        if total:
            found.setdefault(frozenset(total.items()), Watch(place, total))
    return list(found.values())


def _sums(system: System, timeline: Timeline, releases: Sequence[Release]) -> Iterator[tuple[Place, Sum]]:
    figures = [(place, point(place, each.period)) for each in releases for place in each.counts]
    for place, each in figures:
        for states in WATCHED:
            yield place, system.total(timeline.pieces(each.place, each.period), states)
    for place, each in figures:
        for piece in timeline.pieces(each.place, each.period):
            for states in WATCHED:
                yield place, system.total([piece], states)
    for short, long, growing in grown([each for _, each in figures]):
        yield long.place, difference(system.total([long], growing), system.total([short], growing))
