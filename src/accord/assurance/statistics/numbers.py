"""The arrays that go in and out, and pairs of limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


_CLOSE = 8
"""Numbers are counted out where so many times as many could lie between the lowest and the highest: no sort."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper limit for each number that was given, in that number's unit."""

    lower: Floats
    upper: Floats


def floats(values: ArrayLike) -> Floats:
    """Return the values as an array of floats; what is missing is NaN."""
    return np.asarray(values, dtype=np.float64)


def counts(values: ArrayLike, name: str) -> Floats:
    """Return counts or exposures as floats; refuse what is below nought."""
    given = floats(values)
    if np.any(given < 0):
        raise ValueError(f"{name}: a number below 0 was given; 0 and more are accepted.")
    return given


def parts(count: ArrayLike, total: ArrayLike) -> tuple[Floats, Floats]:
    """Return counts and what they are counted among; refuse a part that is more than its whole."""
    part, whole = np.broadcast_arrays(counts(count, "count"), counts(total, "total"))
    if np.any(part > whole):
        raise ValueError("count: more than its total was given; at most the total is accepted.")
    return part, whole


def numbered(codes: Whole) -> tuple[Whole, Whole]:
    """Return the different numbers in order, and for each its place among them; by counting where they lie close."""
    low, high = (int(codes.min()), int(codes.max())) if len(codes) else (0, -1)
    if high - low > _CLOSE * (len(codes) + 1):
        different, places = np.unique(codes, return_inverse=True)
        return different, places.astype(np.int64)
    there = np.zeros(high - low + 1, dtype=bool)
    there[codes - low] = True
    return np.flatnonzero(there) + low, (np.cumsum(there) - 1)[codes - low]


def tail_area(level: float) -> float:
    """Return the area beyond each of two limits that hold `level` between them."""
    if not 0 < level < 1:
        raise ValueError(f"level: {level} was given; a number between 0 and 1 is accepted, such as 0.95.")
    return (1 - level) / 2
