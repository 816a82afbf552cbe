"""CUSUM charts: small lasting rises, summed until they cannot be chance.

Bernoulli (Steiner and others 2000, Biostatistics 1:441): each outcome adds the logarithm of how much likelier it is at
the raised odds than at the usual. Poisson: each count adds what it exceeds k by, k = (l1 − l0) / (ln l1 − ln l0). None
falls below 0. The usual chance may differ from case to case (risk adjustment). A threshold is found by simulation of
series in which nothing happens, so that its rate of false alarms can be stated (Aylin and others 2003, Lancet 362:485).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from accord.assurance.statistics.intervals import binomial_limits
from accord.assurance.statistics.numbers import Floats, Interval, counts, floats

Draw = Callable[[np.random.Generator, int], Floats]
"""Gives the scores of so many series in which nothing happens: one row a series, one column a step."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold in the CUSUM's unit; the share of series in control that reach it, with limits; series drawn."""

    value: float
    false_alarms: float
    interval: Interval
    series: int
    maxima: Floats

    def tail(self, highest: float) -> float:
        """Return the chance that a series in control ever reaches `highest`: (1 + those that do) / (1 + series)."""
        return float((1 + (self.maxima >= highest - 1e-9).sum()) / (1 + self.series))


def raised(chance: ArrayLike, odds_ratio: float) -> Floats:
    """Return the chance at raised odds: OR·p / (1 − p + OR·p)."""
    usual = floats(chance)
    return floats(odds_ratio * usual / (1 - usual + odds_ratio * usual))


def bernoulli_scores(outcomes: ArrayLike, chance: ArrayLike, *, odds_ratio: float = 2.0) -> Floats:
    """Return what each outcome (1 or 0) adds: ln(p1/p0) for an event, ln((1−p1)/(1−p0)) for none.

    `chance`: of an event where all is as usual; one for all, or one each. Raises ValueError for one not inside 0 to 1.
    """
    usual = floats(chance)
    if np.any((usual <= 0) | (usual >= 1)):
        raise ValueError("chance: 0, 1 or beyond was given; a number between them is accepted.")
    higher = raised(usual, odds_ratio)
    return np.where(floats(outcomes) > 0, np.log(higher / usual), np.log((1 - higher) / (1 - usual)))


def poisson_scores(observed: ArrayLike, expected: ArrayLike, *, ratio: float = 2.0) -> Floats:
    """Return by how much each count exceeds its k, where `ratio` times the expected count is what is looked for.

    k = expected · (ratio − 1) / ln(ratio). In counts; times ln(ratio) it is the log likelihood ratio.
    """
    if ratio <= 1:
        raise ValueError(f"ratio: {ratio} was given; more than 1 is accepted.")
    mean = counts(expected, "expected")
    return floats(counts(observed, "observed") - mean * (ratio - 1) / np.log(ratio))


def cusum(scores: ArrayLike) -> Floats:
    """Return the sum so far, never below 0, at each step (the last axis)."""
    given = floats(scores)
    sums = np.cumsum(given, axis=-1)
    # What it has fallen to at its lowest is taken back: the same as resetting to 0, without a loop.
    return floats(sums - np.minimum(np.minimum.accumulate(sums, axis=-1), 0.0))


def first_at(series: ArrayLike, threshold: float) -> int | None:
    """Return the step (from 0) at which a CUSUM first reaches the threshold, or None."""
    reached = np.flatnonzero(floats(series) >= threshold)
    return int(reached[0]) if len(reached) else None


def draw_bernoulli(chance: ArrayLike, *, length: int, odds_ratio: float = 2.0) -> Draw:
    """Draw series of `length` outcomes at the usual chance."""
    usual = np.broadcast_to(floats(chance), (length,))

    def draw(rng: np.random.Generator, series: int) -> Floats:
        outcomes = rng.random((series, length)) < usual
        return bernoulli_scores(outcomes, usual, odds_ratio=odds_ratio)

    return draw


def draw_poisson(expected: ArrayLike, *, length: int, ratio: float = 2.0) -> Draw:
    """Draw series of `length` counts as expected."""
    mean = np.broadcast_to(counts(expected, "expected"), (length,))

    def draw(rng: np.random.Generator, series: int) -> Floats:
        return poisson_scores(rng.poisson(mean, (series, length)), mean, ratio=ratio)

    return draw


def find_threshold(draw: Draw, *, false_alarms: float, series: int = 10_000, seed: int = 0) -> Threshold:
    """Return the lowest threshold that at most `false_alarms` of series in control ever reach (0 to 1).

    The rate holds over a series as long as those drawn. What was reached in the simulation is given with its limits.
    Raises ValueError where so few series cannot show such a rate.
    """
    if not 1 / series <= false_alarms < 1:
        raise ValueError(f"false_alarms: {false_alarms} was given; from 1 / series to below 1 is accepted.")
    maxima = np.sort(cusum(draw(np.random.default_rng(seed), series)).max(axis=-1))
    allowed = int(false_alarms * series)
    value = float(np.nextafter(maxima[series - allowed - 1], np.inf))
    reached = int((maxima >= value).sum())
    return Threshold(value, reached / series, binomial_limits(reached, series), series, maxima)
