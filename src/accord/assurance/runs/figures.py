"""One figure of a measure in words: in the report of a run, and on the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from accord.assurance.runs import sayings
from accord.soundness.measures.definitions import Kind, Measure


class Row(TypedDict):
    """One row of `measures.csv`."""

    measure_id: str
    breakdown: str
    value: str
    numerator: int
    denominator: int
    not_recorded: int
    proportion: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure in words; `of` tells the counts."""

    name: str
    value: str
    interval: str
    of: str
    not_recorded: str


def figure(measure: Measure, row: Row, name: str) -> Figure:
    """Return a row of a measure in words, under the name of its group."""
    not_recorded = f"{row['not_recorded']:,}"
    if measure.kind is Kind.QUANTILE:
        days = f"{sayings.number(row['lower'])} to {sayings.number(row['upper'])} days"
        of = f"{row['denominator']:,} in all"
        value = f"{row['numerator']:,} {'day' if row['numerator'] == 1 else 'days'}"
        return Figure(name=name, value=value, interval=days, of=of, not_recorded=not_recorded)
    return Figure(
        name=name,
        value=sayings.share(row["proportion"]),
        interval=f"{sayings.share(row['lower'])} to {sayings.share(row['upper'])}" if row["denominator"] else "–",
        of=f"{row['numerator']:,} of {row['denominator']:,}",
        not_recorded=not_recorded,
    )
