"""Which figure is held back, where something is told too closely: as little as will do, and the whole last of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from accord.assurance.publications.figures import Place
from accord.assurance.publications.releases import Release
from accord.soundness.measures.breakdowns import ALL

COUNTS = ("numerator", "denominator", "not_recorded")


def choose(release: Release, told_of: Iterable[Place]) -> Iterator[Place]:
    """Yield, for each breakdown in which a figure is told, one to hold back.

    It is the figure itself, the smallest first. Where it is of all, it is one of the breakdown that leaves all the
    least room; where it is held already, or left earlier, another of its breakdown, of its measure, or of the measures
    that are asked of the same rows. There is none where all are held.
    """
    arms: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for place in told_of:
        arms[place.measure_id, place.breakdown].add(place)
    showing = [place for place, counts in release.counts.items() if not counts.is_held]
    broken_down = {measure_id for measure_id, breakdown in arms if breakdown != ALL}
    for (measure_id, breakdown), places in arms.items():
        if breakdown == ALL and measure_id in broken_down:
            # What is held of its groups may do for the whole as well: that is seen the next time.
            continue
        tiers = (
            _narrowest(release, measure_id) if breakdown == ALL else [],
            [each for each in showing if each in places],
            [each for each in showing if (each.measure_id, each.breakdown) == (measure_id, breakdown)],
            [each for each in showing if each.measure_id == measure_id],
            showing,
        )
        tier = next((tier for tier in tiers if tier), None)
        if tier is not None:
            yield min(tier, key=lambda place: (release.counts[place].denominator.least, place))


def _narrowest(release: Release, measure_id: str) -> Sequence[Place]:
    """Return the figures of the breakdown, of those with nothing held, that leaves the figure of all the least room."""
    arms: dict[str, list[Place]] = defaultdict(list)
    for place in release.counts:
        if place.measure_id == measure_id:
            arms[place.breakdown].append(place)
    whole = arms.pop(ALL, [])
    if not whole or release.counts[whole[0]].is_held:
        return []
    whole_of = [arm for arm in arms.values() if not any(release.counts[place].is_held for place in arm)]
    return min(whole_of, key=lambda arm: (_room(release, whole[0], arm), arm), default=[])


def _room(release: Release, whole: Place, arm: Sequence[Place]) -> int:
    """Return over how many numbers all, and the sum of the groups, can be the same: of the count with the fewest."""
    return min(_room_of(release, whole, arm, name) for name in COUNTS)


def _room_of(release: Release, whole: Place, arm: Sequence[Place], name: str) -> int:
    shown = [getattr(release.counts[place], name) for place in (whole, *arm)]
    if any(each.most is None for each in shown) or not shown[0].most:
        return release.counts[whole].denominator.least
    all_, *groups = shown
    least = max(all_.least, sum(each.least for each in groups))
    return int(min(all_.most, sum(each.most for each in groups)) - least)
