"""The measures of a report, over everything and broken down: each with its interval and what is not recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from accord.assurance.runs import sayings
from accord.assurance.runs.figures import Figure, Row, figure
from accord.assurance.runs.made import Made
from accord.soundness.measures.breakdowns import BREAKDOWNS
from accord.soundness.measures.catalogue import BY_ID
from accord.soundness.measures.definitions import Benchmark, Measure, Over

MAIN = ("M04", "M05", "M01", "M02", "M07", "M19")
"""Measures whose breakdowns stand in the report; all the others' are in measures.csv."""
PREVALENCE = (Over.CENSUS, Over.WINDOW)
MOST_GROUPS = 200
_WORDS = {each.name: each.words for each in reversed(BREAKDOWNS)}
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
    rows: list[Row] = made.measured.to_pylist()
    return [
        row
        for row in rows
        if (not measures or row["measure_id"] in measures) and (not breakdown or row["breakdown"] == breakdown)
    ]


def tell_measures(made: Made, *, prevalence: bool) -> Iterator[Told]:
    """Yield each open measure over everything: those of prevalence, or the others."""
    totals = {row["measure_id"]: row for row in rows_of(made, breakdown="all")}
    for opening in made.measures:
        measure = BY_ID[opening.id]
        if opening.is_open and (measure.over in PREVALENCE) == prevalence:
            row = totals.get(measure.id)
            published = tuple((sayings.share(each.value), each) for each in measure.benchmarks)
            yield Told(measure=measure, figure=figure(measure, row, "All") if row else None, benchmarks=published)


def tell_breakdowns(made: Made, site_names: Mapping[str, str]) -> Iterator[Table]:
    """Yield the main measures by every breakdown, each in the order of its groups' codes, never of their figures."""
    is_open = {each.id for each in made.measures if each.is_open}
    rows = [row for row in rows_of(made, measures=MAIN) if row["measure_id"] in is_open and row["breakdown"] != "all"]
    rows.sort(key=lambda row: (MAIN.index(row["measure_id"]), _ORDER.index(row["breakdown"]), row["value"]))
    for (name, breakdown), group in groupby(rows, key=lambda row: (row["measure_id"], row["breakdown"])):
        held = list(group)
        measure = BY_ID[name]
        yield Table(
            measure=measure,
            words=_WORDS[breakdown],
            figures=tuple(
                figure(measure, row, sayings.group(breakdown, row["value"], site_names)) for row in held[:MOST_GROUPS]
            ),
            left_out=max(len(held) - MOST_GROUPS, 0),
        )
