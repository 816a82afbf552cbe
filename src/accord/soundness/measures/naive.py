"""The interpreter of measures for one row, and for a few: walks each expression. It is the oracle, and kept naive."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from accord.domain.expressions import Row, day_column
from accord.soundness.measures.definitions import Kind, Measure, Missing, State
from accord.soundness.naive import holds


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted: for a quantile the numerator is its value, in days, or None where there is nothing."""

    numerator: int | None
    denominator: int
    not_recorded: int


def state(measure: Measure, row: Row) -> State:
    """Return what one row shows of a measure."""
    if not holds(measure.applies, row):
        return State.NOT_APPLICABLE
    if not holds(measure.recorded, row):
        return State.NOT_RECORDED
    return State.SO if holds(measure.met, row) else State.NOT_SO


def tally(measure: Measure, rows: Iterable[Row]) -> Tally:
    """Return the counts of a measure over rows."""
    held = list(rows)
    states = [state(measure, row) for row in held]
    missing = states.count(State.NOT_RECORDED)
    if measure.kind is Kind.QUANTILE:
        days = sorted(_days(measure, row) for row, each in zip(held, states, strict=True) if each is State.SO)
        return Tally(quantile(days, measure.at), len(days), missing)
    so = states.count(State.SO)
    known = so + states.count(State.NOT_SO)
    return Tally(so, known + (missing if measure.missing is Missing.WITHIN else 0), missing)


def quantile(ordered: list[int], at: float) -> int | None:
    """Return the least value that at least this share of them does not pass (the inverse of the step function)."""
    return ordered[max(math.ceil(at * len(ordered)), 1) - 1] if ordered else None


def _days(measure: Measure, row: Row) -> int:
    first, second = (row[day_column(name)] for name in measure.between or ())
    if not isinstance(first, int) or not isinstance(second, int):
        raise TypeError(measure.id)
    return second - first
