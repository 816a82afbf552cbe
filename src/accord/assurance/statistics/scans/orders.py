"""Compiled: from days as they were drawn to days in order, of a place and of each of its leaves."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

from accord.assurance.statistics.numbers import Whole
from accord.assurance.statistics.scans.windows import KEPT


class Order(NamedTuple):
    """What a place is put in order with. `last_on` and `marks` are a calendar, clean before and after.

    `days`, `held`: the place's days with events, ascending, and what each holds. `leaf_days`, `leaf_held`: the same of
    its leaves, each from where its visits begin to before its place in `filled`.
    """

    last_on: Whole
    marks: Whole
    before: Whole
    days: Whole
    held: Whole
    leaf_days: Whole
    leaf_held: Whole
    filled: Whole


@intrinsic
def lowest(typing: Any, word: Any) -> Any:
    """Return the place of the lowest bit that is set: one instruction of the processor."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.int64), code


@njit(nogil=True, cache=KEPT)
def put_in_order(drawn: Whole, sizes: Whole, leaves: Whole, begins: Whole, order: Order) -> int:
    """Write a place's visits in the order of their days; return on how many days they fall.

    `leaves`: of each visit, its leaf, numbered from 0; `begins`: of each leaf, its first visit; empty where leaves need
    no order.
    """
    last_on, marks, before, days, held, leaf_days, leaf_held, filled = order
    for leaf in range(len(begins)):
        filled[leaf] = begins[leaf]
    for visit in range(len(leaves)):
        day = drawn[visit]
        bit = np.int64(1) << (day & 63)
        before[visit] = last_on[day] if marks[day >> 6] & bit else -1
        marks[day >> 6] |= bit
        last_on[day] = visit
    size = 0
    for word in range(len(marks)):
        left = marks[word]
        marks[word] = 0
        while left:
            day = (word << 6) + lowest(left)  # type: ignore[call-arg]  # numba gives the first argument itself
            left &= left - 1
            count = 0
            visit = last_on[day]
            while visit >= 0:
                count += sizes[visit]
                if len(begins):
                    _add(day, sizes[visit], leaves[visit], begins, leaf_days, leaf_held, filled)
                visit = before[visit]
            days[size], held[size] = day, count
            size += 1
    return size


@njit(nogil=True, cache=KEPT)
def _add(day: int, size: int, leaf: int, begins: Whole, leaf_days: Whole, leaf_held: Whole, filled: Whole) -> None:
    at = filled[leaf]
    if at > begins[leaf] and leaf_days[at - 1] == day:
        leaf_held[at - 1] += size
        return
    leaf_days[at], leaf_held[at] = day, size
    filled[leaf] = at + 1


def order_for(length: int, visits: int) -> Order:
    """Return room for the order of places with at most so many visits, over so many days."""
    return Order(
        np.zeros(length, dtype=np.int64),
        np.zeros(length // 64 + 1, dtype=np.int64),
        *(np.zeros(size, dtype=np.int64) for size in (visits, length, length, visits, visits, visits)),
    )
