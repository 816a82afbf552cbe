"""Charts with their tables, out of counts: in the report of a run, and on the pages that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accord.assurance.runs import sayings
from accord.assurance.runs.figures import Row
from accord.assurance.statistics.funnels import LEVELS, proportion_funnel, proportion_limits
from accord.assurance.statistics.numbers import Flags
from accord.projections.charts.funnels import Limits, Place, draw_funnel
from accord.soundness.measures.catalogue import BY_ID

FEWEST_PLACES = 5
FEWEST_MONTHS = 6
MOST_ROWS = 300
HOW_TO_READ = (
    "The line across is all sites together. Dashed and whole curves are the 95% and 99.8% limits; they allow for sites"
    " differing more than by chance alone. Filled squares with a cross line stand outside the 99.8% limits. Standing"
    " outside is a reason to look, and no finding."
)
FUNNEL_HEAD = ("Site", "Share", "95% interval", "Counted", "Not recorded", "Outside 99.8% limits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One chart: the drawing, what it says, and its table."""

    title: str
    reading: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One site of a funnel: its counts, and the name under which it stands. `is_own`: it is marked as the reader's."""

    name: str
    row: Row
    is_own: bool = False


def show_funnel(measure: str, dots: Sequence[Dot], *, size_words: str = "Decisions") -> Shown:
    """Return the funnel of a measure over sites, which stand in the table in the order in which they are given.

    Raises ValueError where there are none.
    """
    count = np.array([each.row["numerator"] for each in dots], dtype=np.float64)
    total = np.array([each.row["denominator"] for each in dots], dtype=np.float64)
    found = proportion_funnel(count, total)
    tau2 = found.dispersion.tau2
    sizes = np.geomspace(1.0, float(total.max()) * 1.05, 60)
    outer = proportion_limits(total, target=found.target, tau2=tau2, level=LEVELS[1])
    outside: Flags = (found.values < outer.lower) | (found.values > outer.upper)
    limits = []
    for level in LEVELS:
        held = proportion_limits(sizes, target=found.target, tau2=tau2, level=level)
        limits.append(Limits(f"{level:.1%}", sizes.tolist(), held.lower.tolist(), held.upper.tolist()))
    title = f"{BY_ID[measure].name}, by site"
    places = [
        Place(dot.name, float(size), float(value), bool(out), dot.is_own)
        for dot, size, value, out in zip(dots, total, found.values, outside, strict=True)
    ]
    return Shown(
        title=title,
        reading=f"Each point is a site. What is counted: {BY_ID[measure].counts}. {HOW_TO_READ}",
        svg=draw_funnel(
            f"funnel-{measure.replace('.', '-')}",
            title,
            places=places,
            centre=found.target,
            limits=limits,
            size_words=size_words,
        ),
        head=FUNNEL_HEAD,
        rows=tuple(_site_row(dot, out) for dot, out in list(zip(dots, outside.tolist(), strict=True))[:MOST_ROWS]),
        note=f"The first {MOST_ROWS} sites are listed." if len(dots) > MOST_ROWS else "",
    )


def _site_row(dot: Dot, is_outside: bool) -> tuple[str, ...]:
    row = dot.row
    return (
        dot.name,
        sayings.share(row["proportion"]),
        f"{sayings.share(row['lower'])} to {sayings.share(row['upper'])}",
        f"{row['numerator']:,} of {row['denominator']:,}",
        f"{row['not_recorded']:,}",
        "yes" if is_outside else "no",
    )
