"""A publication, made ready: figures chosen, controlled, guarded, and written as the very files that would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accord.assurance.publications.figures import HELD_BACK, Place, controlled
from accord.assurance.publications.guards import Guarded, guard
from accord.assurance.publications.leaving import Chosen, LeftOut, of_few_sites, take
from accord.assurance.publications.lines import Line, lines
from accord.assurance.publications.releases import Release
from accord.domain.choices import Choice


class Because(Choice):
    """Why a figure is held back."""

    FEW_SITES = "few_sites", "it is of one or two sites, or would tell theirs"
    BESIDE = "beside", "with the other figures here it would tell a count too closely"
    BEFORE = "before", "with what was published before it would tell a count too closely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What would leave, what is held back and why, and what was left out.

    `set_aside`: earlier publications, by their place, that do not fit this record any more.
    """

    chosen: Chosen
    lines: tuple[Line, ...]
    held: Mapping[Place, Because]
    left_out: tuple[LeftOut, ...]
    set_aside: frozenset[int]


def prepare(
    rows: Iterable[Mapping[str, object]],
    chosen: Chosen,
    *,
    sites: Mapping[str, int],
    earlier: Sequence[Release] = (),
) -> Prepared:
    """Make ready what was chosen of the rows of `measures.csv`. Raises Refused where nothing may leave.

    `sites`: how many sites of each kind the figures are of. `earlier`: all that left before, the oldest first.
    """
    leaving = take(rows, chosen)
    order = ordered(leaving.figures, chosen)
    few = of_few_sites(order, sites)
    counts = {place: HELD_BACK if place in few else controlled(place, leaving.figures[place]) for place in order}
    guarded = guard(Release(chosen.period, counts), earlier)
    return Prepared(
        chosen=chosen,
        lines=tuple(lines(guarded.release, leaving.figures)),
        held=_because(guarded, few),
        left_out=leaving.left_out,
        set_aside=guarded.set_aside,
    )


def ordered(figures: Iterable[Place], chosen: Chosen) -> list[Place]:
    """Return figures in the order of the measures and breakdowns that were chosen, then by the name of the group."""
    arms = {name: number for number, name in enumerate(("all", *chosen.breakdowns))}
    return sorted(
        figures, key=lambda place: (chosen.measures.index(place.measure_id), arms[place.breakdown], place.value)
    )


def _because(guarded: Guarded, few: frozenset[Place]) -> dict[Place, Because]:
    reasons = {
        **dict.fromkeys(guarded.before, Because.BEFORE),
        **dict.fromkeys(guarded.beside, Because.BESIDE),
        **dict.fromkeys(few, Because.FEW_SITES),
    }
    return {place: reasons[place] for place in guarded.release.counts if place in reasons}
