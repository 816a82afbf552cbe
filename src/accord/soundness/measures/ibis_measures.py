"""The interpreter of measures for many rows, as Ibis expressions, for DuckDB here and Spark on a cluster.

What a row shows of all measures is held in a few whole numbers: three flags a measure (so, known, not recorded), two
flags 31 bits apart in one addend, so that one sum counts two flags for each of 2,147,483,647 rows at most. Sums of
flags then serve every breakdown: a shift and an addition cost an engine far less than a column for each flag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from accord.domain.expressions import Expression, day_column
from accord.soundness.measures.definitions import Measure

HALF = 31
"""Bits of a counter: two of them stand in one whole number."""
A_WORD = 2 * HALF
MASK = (1 << HALF) - 1
PAIR = 1 | 1 << HALF


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to be counted: a key to find its count by, and the expression."""

    key: tuple[str, str]
    expression: Expression


def flags_of(measures: Sequence[Measure]) -> tuple[Flag, ...]:
    """Return what is counted for shares and counts: how many are so, are known, and are not recorded."""
    return tuple(flag for measure in measures for flag in _flags(measure))


def _flags(measure: Measure) -> Iterator[Flag]:
    known = measure.applies & measure.recorded
    yield Flag((measure.id, "so"), known & measure.met)
    yield Flag((measure.id, "known"), known)
    yield Flag((measure.id, "not_recorded"), measure.applies & ~measure.recorded)


def words(flags: Sequence[Flag], holds: Callable[[Expression], ir.BooleanValue]) -> dict[str, ir.IntegerValue]:
    """Return the flags of each row as a few columns of whole numbers."""
    return {
        f"word_{number}": reduce(add, [_bit(holds(flag.expression), bit) for bit, flag in enumerate(chunk)])
        for number, chunk in enumerate(_chunks(flags))
    }


def sums(flags: Sequence[Flag], table: ir.Table) -> dict[str, ir.IntegerScalar]:
    """Return the sums that count those flags, two in each."""
    return {
        f"sum_{number}_{shift}": (
            (table[f"word_{number}"] >> ibis.literal(shift, "int8")) & ibis.literal(PAIR, "int64")
        )
        .sum()
        .cast("int64")
        for number, chunk in enumerate(_chunks(flags))
        for shift in range(min(HALF, len(chunk)))
    }


def counts(flags: Sequence[Flag], row: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Return the count of each flag, out of one row of those sums."""
    found = {}
    for number, chunk in enumerate(_chunks(flags)):
        for bit, flag in enumerate(chunk):
            found[flag.key] = (row[f"sum_{number}_{bit % HALF}"] >> (HALF * (bit // HALF))) & MASK
    return found


def days(measure: Measure, table: ir.Table) -> ir.IntegerValue:
    """Return the days of a quantile: how many from its first moment to its second."""
    if measure.between is None:
        raise TypeError(measure.id)
    first, second = measure.between
    return table[day_column(second)] - table[day_column(first)]


def _bit(condition: ir.BooleanValue, bit: int) -> ir.IntegerValue:
    return condition.cast("int64") * ibis.literal(1 << bit, "int64")


def _chunks(flags: Sequence[Flag]) -> Iterator[Sequence[Flag]]:
    return (flags[start : start + A_WORD] for start in range(0, len(flags), A_WORD))
