"""g-charts: for events so rare that a count a month says little, how much lies between one and the next.

The gap is a whole number of days, or of other decisions, between two events (0 = the next one). Where each has the same
chance p, it is geometric, with p = 1 / (1 + mean gap) (Benneyan 2001, Health Care Manag Sci 4:305). Short gaps are what
a signal asks about: many events close together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from accord.assurance.statistics.numbers import Floats, counts, floats, tail_area

THREE_SIGMA = 0.9973


@dataclass(frozen=True, slots=True)
class GapChart:
    """Gaps with their mean, median and limits, in the gaps' unit; `chance` is that of an event on any one day."""

    gaps: Floats
    mean: float
    median: float
    lower: float
    upper: float
    chance: float


def g_chart(gaps: ArrayLike, *, level: float = THREE_SIGMA, learned_from: int | None = None) -> GapChart:
    """Return the chart of gaps in their order; its limits are exact, since 3 sigma below a mean gap is below 0.

    `learned_from`: so many first gaps. Raises ValueError where no gap or one below 0 is given.
    """
    given = counts(gaps, "gaps")
    if not len(given):
        raise ValueError("gaps: none was given; at least one is accepted.")
    mean = float(given[:learned_from].mean())
    chance = 1 / (1 + mean)
    area = tail_area(level)
    low, middle, high = (float(stats.nbinom.ppf(at, 1, chance)) for at in (area, 0.5, 1 - area))
    return GapChart(given, mean, middle, low, high, chance)


def short_gaps(gaps: ArrayLike, *, chance: float, together: int) -> Floats:
    """Return, at each gap, the chance that it and those before it, `together` of them, sum to so little or less.

    The sum of k geometric gaps is negative binomial. NaN for the first, which have too few before them.
    """
    given = counts(gaps, "gaps")
    sums = np.convolve(given, np.ones(together), mode="full")[: len(given)]
    found = floats(stats.nbinom.cdf(np.round(sums), together, chance))
    found[: min(together - 1, len(found))] = np.nan
    return found


def gaps_of(days: ArrayLike) -> Floats:
    """Return the gaps between the days of events: 0 for the next day, and also for the same one."""
    ordered = np.sort(floats(days))
    return np.maximum(np.diff(ordered) - 1, 0)
