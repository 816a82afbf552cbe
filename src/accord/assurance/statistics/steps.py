"""A step at a named date (a letter, a policy): are there more after it than before? Exact, given both counts."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from accord.assurance.statistics.intervals import binomial_limits
from accord.assurance.statistics.numbers import floats
from accord.assurance.statistics.tails import proportions_upper, rates_upper


@dataclass(frozen=True, slots=True)
class Step:
    """`ratio`: the rate after over the rate before, with 95% limits; exact tails, of which signals use the upper."""

    before: float
    after: float
    ratio: float
    lower: float
    upper: float
    p_upper: float
    p_lower: float


def step_of_rates(before: int, before_exposure: float, after: int, after_exposure: float) -> Step:
    """Compare two counts of events over exposures in one unit, such as person-days or expected counts.

    The conditional binomial test; the limits of the ratio are the exact binomial ones, as odds over the exposures
    (Breslow and Day 1987, 3.4). Raises ValueError for an exposure that is not above 0.
    """
    if before_exposure <= 0 or after_exposure <= 0:
        raise ValueError("exposure: 0 or less was given; more than 0 is accepted.")
    limits = binomial_limits(after, before + after)
    ratio = _over(after / after_exposure, before / before_exposure)
    scale = before_exposure / after_exposure
    return Step(
        before=before / before_exposure,
        after=after / after_exposure,
        ratio=ratio,
        lower=scale * _over(float(limits.lower), 1 - float(limits.lower)),
        upper=scale * _over(float(limits.upper), 1 - float(limits.upper)),
        p_upper=float(rates_upper(after, after_exposure, before, before_exposure)),
        p_lower=float(rates_upper(before, before_exposure, after, after_exposure)),
    )


def proportion_step(before: int, before_total: int, after: int, after_total: int) -> tuple[float, float]:
    """Return the exact upper and lower tail of the proportion after, beside the one before (Fisher)."""
    upper = float(proportions_upper(after, after_total, before, before_total))
    return upper, float(proportions_upper(before, before_total, after, after_total))


def step_at(days: ArrayLike, exposures: ArrayLike, *, first: int, named: int) -> Step:
    """Compare the events before the named day with those on and after it.

    `days`: the day of each event; `exposures`: of each day from `first` on (people at risk, or counts expected).
    Raises ValueError for an event on no such day, or a named day with nothing at risk before or after it.
    """
    at = np.asarray(days, dtype=np.int64) - first
    exposed = floats(exposures)
    if len(at) and (at.min() < 0 or at.max() >= len(exposed)):
        raise ValueError("days: a day without exposure was given; days from `first` on are accepted.")
    split = named - first
    after = int((at >= split).sum())
    split = min(max(split, 0), len(exposed))
    return step_of_rates(len(at) - after, float(exposed[:split].sum()), after, float(exposed[split:].sum()))


def _over(above: float, below: float) -> float:
    if below > 0:
        return above / below
    return math.inf if above > 0 else math.nan
