"""Intervals for one proportion or one count.

Unit of what comes back: a proportion (0 to 1) for Wilson's and the binomial limits, a count for the others.
All raise ValueError for a count below 0, a count above its total, or a level outside 0 to 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from accord.assurance.statistics.numbers import Interval, counts, floats, parts, tail_area


def wilson(count: ArrayLike, total: ArrayLike, *, level: float = 0.95) -> Interval:
    """Return Wilson's score interval of a proportion (Wilson 1927, JASA 22:209); NaN where the total is 0.

    The limit is exactly 0 where nobody is counted, and exactly 1 where everybody is.
    """
    part, whole = parts(count, total)
    z = stats.norm.isf(tail_area(level))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = part / whole
        centre = (share + z**2 / (2 * whole)) / (1 + z**2 / whole)
        half = z * np.sqrt(share * (1 - share) / whole + z**2 / (4 * whole**2)) / (1 + z**2 / whole)
        lower = np.where(part == 0, share, centre - half)
        upper = np.where(part == whole, share, centre + half)
    return Interval(lower, upper)


def binomial_limits(count: ArrayLike, total: ArrayLike, *, level: float = 0.95) -> Interval:
    """Return a proportion's exact limits (Clopper and Pearson 1934, Biometrika 26:404); 0 to 1 where total is 0."""
    part, whole = parts(count, total)
    area = tail_area(level)
    lower = np.where(part == 0, 0.0, stats.beta.ppf(area, np.maximum(part, 1), whole - part + 1))
    upper = np.where(part == whole, 1.0, stats.beta.isf(area, part + 1, np.maximum(whole - part, 1)))
    return Interval(floats(lower), floats(upper))


def poisson_limits(count: ArrayLike, *, level: float = 0.95) -> Interval:
    """Return the exact limits of the mean of a Poisson count (Garwood 1936, Biometrika 28:437)."""
    given = counts(count, "count")
    area = tail_area(level)
    lower = np.where(given == 0, 0.0, stats.chi2.ppf(area, 2 * np.maximum(given, 0.5)) / 2)
    return Interval(floats(lower), floats(stats.chi2.isf(area, 2 * (given + 1)) / 2))


def byar(count: ArrayLike, *, level: float = 0.95) -> Interval:
    """Return Byar's approximation to the exact Poisson limits (Breslow and Day 1987, p. 69).

    It is within a few hundredths of them from a count of about 10; below that, use `poisson_limits`.
    """
    given = counts(count, "count")
    z = stats.norm.isf(tail_area(level))
    at_least_one = np.maximum(given, 1)
    below = at_least_one * (1 - 1 / (9 * at_least_one) - z / (3 * np.sqrt(at_least_one))) ** 3
    above = (given + 1) * (1 - 1 / (9 * (given + 1)) + z / (3 * np.sqrt(given + 1))) ** 3
    return Interval(floats(np.where(given == 0, 0.0, np.maximum(below, 0.0))), floats(above))


def share_difference(
    count: ArrayLike, total: ArrayLike, others_count: ArrayLike, others_total: ArrayLike, *, level: float = 0.95
) -> Interval:
    """Return the limits of one share less another (Newcombe 1998, Statistics in Medicine 17:873, method 10).

    They are made of the Wilson limits of both; NaN where one of the totals is 0.
    """
    own, others = wilson(count, total, level=level), wilson(others_count, others_total, level=level)
    (part, whole), (others_part, others_whole) = parts(count, total), parts(others_count, others_total)
    with np.errstate(invalid="ignore", divide="ignore"):
        share, other = part / whole, others_part / others_whole
    below = np.sqrt((share - own.lower) ** 2 + (others.upper - other) ** 2)
    above = np.sqrt((own.upper - share) ** 2 + (other - others.lower) ** 2)
    return Interval(floats(share - other - below), floats(share - other + above))
