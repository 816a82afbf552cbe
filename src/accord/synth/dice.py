"""Draws from a seed: the same key always gives the same draws, in the same order."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist
from typing import Generic, TypeVar
from uuid import UUID

import numpy as np

T = TypeVar("T")
POOL = 512
_STANDARD = NormalDist()


@dataclass(frozen=True, slots=True)
class Weights(Generic[T]):
    """Options with their cumulative weights, ready to be drawn from."""

    options: tuple[T, ...]
    cumulative: tuple[float, ...]

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> Weights[T]:
        """Return the weights of a mapping from option to weight; they need not add up to one."""
        return cls(tuple(weights), tuple(accumulate(weights.values())))


class Dice:
    """A stream of draws. numpy gives uniform numbers by the pool; everything else is made of them."""

    def __init__(self, *key: int) -> None:
        """Start the stream that belongs to `key` (a seed, what is drawn, a block number)."""
        self._source = np.random.default_rng(key)
        self._pool: list[float] = []
        self._bytes = b""

    def roll(self) -> float:
        """Return a number from 0 up to but not including 1."""
        if not self._pool:
            self._pool = self._source.random(POOL).tolist()
        return self._pool.pop()

    def chance(self, probability: float) -> bool:
        """Return whether something of this probability happens."""
        return self.roll() < probability

    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self.roll() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options, each as likely."""
        return options[int(self.roll() * len(options))]

    def weigh(self, weights: Weights[T]) -> T:
        """Return one of the options by its weight."""
        return weights.options[bisect(weights.cumulative, self.roll() * weights.cumulative[-1])]

    def some(self, options: Sequence[T], count: int) -> tuple[T, ...]:
        """Return `count` different options (or all, where there are fewer), in the order in which they stand."""
        left, wanted, chosen = len(options), min(count, len(options)), []
        for option in options:
            if self.roll() * left < wanted:
                chosen.append(option)
                wanted -= 1
            left -= 1
        return tuple(chosen)

    def normal(self, mean: float, deviation: float, low: float, high: float) -> float:
        """Return a normally distributed number, held between `low` and `high`."""
        return min(high, max(low, _STANDARD.inv_cdf(max(self.roll(), 1e-9)) * deviation + mean))

    def exponential(self) -> float:
        """Return an exponentially distributed number of mean 1."""
        return -math.log(1.0 - self.roll())

    def uuid(self) -> UUID:
        """Return an identifier (version 4)."""
        if not self._bytes:
            self._bytes = self._source.bytes(16 * POOL)
        drawn, self._bytes = self._bytes[:16], self._bytes[16:]
        return UUID(bytes=drawn, version=4)
