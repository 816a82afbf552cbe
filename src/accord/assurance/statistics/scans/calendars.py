"""Compiled: from days as they were drawn to days in order, by a calendar that is empty before and after."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

from accord.assurance.statistics.numbers import Whole
from accord.assurance.statistics.scans.windows import KEPT


@intrinsic
def lowest(typing: Any, word: Any) -> Any:
    """Return the place of the lowest bit that is set: one instruction of the processor."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.int64), code


@njit(nogil=True, cache=KEPT)
def take_out(calendar: Whole, marks: Whole, days: Whole, held: Whole) -> int:
    """Write the days that are marked, ascending, and what each holds; empty the calendar; return how many days."""
    size = 0
    for word in range(len(marks)):
        left = marks[word]
        marks[word] = 0
        while left:
            day = (word << 6) + lowest(left)  # type: ignore[call-arg]  # numba gives the first argument itself
            left &= left - 1
            days[size], held[size] = day, calendar[day]
            calendar[day] = 0
            size += 1
    return size


@njit(nogil=True, cache=KEPT)
def put_in(calendar: Whole, marks: Whole, days: Whole, held: Whole, size: int) -> None:
    """Add so many days to a calendar."""
    for listed in range(size):
        calendar[days[listed]] += held[listed]
        marks[days[listed] >> 6] |= 1 << (days[listed] & 63)
