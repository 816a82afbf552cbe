"""The arrays that go in and out, and pairs of limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


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


def tail_area(level: float) -> float:
    """Return the area beyond each of two limits that hold `level` between them."""
    if not 0 < level < 1:
        raise ValueError(f"level: {level} was given; a number between 0 and 1 is accepted, such as 0.95.")
    return (1 - level) / 2
