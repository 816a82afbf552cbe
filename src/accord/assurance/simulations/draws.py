"""Draws of whole columns: a stream for each thing that is drawn, and the few shapes that are drawn from."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Column: TypeAlias = Any
"""A column of an Arrow table; the library publishes no types."""

YEAR = 364
"""Days of a year here: whole weeks, so that a year ends on the weekday on which it began."""
WINTER = 0.18
"""How much more happens in the middle of winter than on the average day, and less in summer."""


def stream(seed: int, name: str) -> np.random.Generator:
    """Return the stream of draws that belongs to a name: adding one thing never changes what is drawn for another."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def choose(source: np.random.Generator, weights: Sequence[float] | Floats, count: int) -> Ints:
    """Return `count` positions in the weights, each as likely as its weight says."""
    cumulative = np.cumsum(np.asarray(weights, dtype=np.float64))
    found: Ints = np.searchsorted(cumulative / cumulative[-1], source.random(count), side="right").astype(np.int64)
    return np.minimum(found, len(cumulative) - 1)


def chance(source: np.random.Generator, probability: float | Floats, count: int) -> Flags:
    """Return for each of `count` whether something of this probability happens."""
    happened: Flags = source.random(count) < probability
    return happened


def whole(numbers: Floats) -> Ints:
    """Return the numbers cut to whole ones, downwards."""
    return np.floor(numbers).astype(np.int64)


def logistic(x: Floats) -> Floats:
    """Return the probability of a log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float64)


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability."""
    return float(np.log(probability / (1 - probability)))


def level(x: Floats, weights: Floats, target: float) -> float:
    """Return what must be added to log-odds so that their weighted probabilities have this mean, by bisection."""
    low, high = -15.0, 15.0
    for _ in range(50):
        middle = (low + high) / 2
        if float(np.mean(logistic(x + middle) * weights)) < target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def seasonal(days: Floats, first: float, last: float) -> Floats:
    """Return the calendar's day for each day of an even year, so that more happens in winter than in summer."""
    grid = np.arange(first - 2 * YEAR, last + 2 * YEAR, dtype=np.float64)
    turn = 2 * np.pi / YEAR
    even = grid + WINTER / turn * np.sin(turn * (grid - 14))
    return np.asarray(np.interp(days, even, grid), dtype=np.float64)


def words(values: Sequence[str | None], codes: Ints, absent: Flags | None = None) -> Column:
    """Return the value at each code; nothing where it is absent."""
    taken = pa.array(codes, mask=absent)
    return pa.array(list(values), pa.string()).take(taken)


def numbers(values: Ints, absent: Flags | None = None) -> Column:
    """Return whole numbers as a column; nothing where absent."""
    return pa.array(values, pa.int64(), mask=absent)


def yes_no(happened: Flags, known: Flags) -> Column:
    """Return "yes" or "no" where it is known, else "unknown"."""
    return words(("no", "yes", "unknown"), np.where(known, happened.astype(np.int64), 2))


def codes(prefix: str, values: Ints | range, width: int) -> Any:
    """Return identifiers as text, a prefix and a number of so many digits."""
    text = np.asarray(values, dtype=np.int64).astype("U20")
    return np.char.add(prefix, np.char.zfill(text, width)) if text.size else text
