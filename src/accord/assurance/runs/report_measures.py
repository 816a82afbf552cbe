"""The measures of a report, over everything and broken down: each with its interval and what is not recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyarrow.compute as pc

from accord.assurance.runs import sayings
from accord.assurance.runs.figures import Figure, Row, figure
from accord.assurance.runs.made import Made
from accord.soundness.measures.breakdowns import BREAKDOWNS
from accord.soundness.measures.catalogue import BY_ID
from accord.soundness.measures.definitions import Benchmark, Measure

MAIN = ("M04", "M05", "M01", "M02", "M07", "M19")
"""Measures that stand in the summary, and whose breakdowns stand first."""
MOST_GROUPS, MOST_OTHERS = 200, 40
"""How many groups of a breakdown stand in the report, of the main measures and of the others."""
_WORDS = {each.name: each.words for each in reversed(BREAKDOWNS)} | {"downs_syndrome": "Down’s syndrome"}
_ORDER = list(dict.fromkeys(each.name for each in BREAKDOWNS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One measure with its figure (None where nothing applies), and what was published elsewhere."""

    measure: Measure
    figure: Figure | None
    benchmarks: tuple[tuple[str, Benchmark], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One measure by one breakdown; `left_out` groups stand in measures.csv alone."""

    measure: Measure
    words: str
    figures: tuple[Figure, ...]
    left_out: int


def rows_of(made: Made, *, measures: Sequence[str] = (), breakdown: str = "") -> list[Row]:
    """Return rows of the measures, of those that are asked for."""
    held = made.measured
    if measures:
        held = held.filter(pc.field("measure_id").isin(list(measures)))
    if breakdown:
        held = held.filter(pc.field("breakdown") == breakdown)
    rows: list[Row] = held.to_pylist()
    return rows


def tell_measures(made: Made, *, prevalence: bool) -> Iterator[Told]:
    """Yield each open measure over everything: those of prevalence, or the others."""
    totals = {row["measure_id"]: row for row in rows_of(made, breakdown="all")}
    for opening in made.measures:
        measure = BY_ID[opening.id]
        if opening.is_open and measure.is_prevalence == prevalence:
            row = totals.get(measure.id)
            published = tuple((sayings.share(each.value), each) for each in measure.benchmarks)
            yield Told(measure=measure, figure=figure(measure, row, "All") if row else None, benchmarks=published)


def tell_main(made: Made) -> tuple[Told, ...]:
    """Return the main measures that can be given, for the summary."""
    told = {each.measure.id: each for way in (True, False) for each in tell_measures(made, prevalence=way)}
    return tuple(told[name] for name in MAIN if name in told and told[name].figure)


def tell_breakdowns(made: Made, site_names: Mapping[str, str]) -> Iterator[tuple[Measure, tuple[Table, ...]]]:
    """Yield each open measure by every breakdown, the main ones first; groups by their codes, never their figures."""
    is_open = [each.id for each in made.measures if each.is_open]
    for name in sorted(is_open, key=lambda each: (MAIN.index(each) if each in MAIN else len(MAIN), each)):
        rows = [row for row in rows_of(made, measures=[name]) if row["breakdown"] != "all"]
        rows.sort(key=lambda row: (_ORDER.index(row["breakdown"]), row["value"]))
        if rows:
            most = MOST_GROUPS if name in MAIN else MOST_OTHERS
            yield BY_ID[name], tuple(_tables(BY_ID[name], rows, most, site_names))


def _tables(measure: Measure, rows: Sequence[Row], most: int, site_names: Mapping[str, str]) -> Iterator[Table]:
    for breakdown, group in groupby(rows, key=lambda row: row["breakdown"]):
        held = list(group)
        yield Table(
            measure=measure,
            words=_WORDS[breakdown],
            figures=tuple(
                figure(measure, row, sayings.group(breakdown, row["value"], site_names)) for row in held[:most]
            ),
            left_out=max(len(held) - most, 0),
        )
