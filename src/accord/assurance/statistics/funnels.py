"""Funnels: a figure of many units beside its size, with limits that widen for the small.

Ratios are observed over expected (1 = as expected); proportions are 0 to 1. Limits are given at any level: 0.95, and
0.998 as in Spiegelhalter (z = 1.959964 and 3.090232). Signals look at the upper side alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from accord.assurance.statistics.dispersions import Dispersion, Trim, disperse
from accord.assurance.statistics.numbers import Floats, Interval, counts, floats, parts, tail_area
from accord.assurance.statistics.standardisation import standardise
from accord.assurance.statistics.tails import binomial_upper, poisson_upper

LEVELS = (0.95, 0.998)


class Scale(StrEnum):
    """On which scale ratios are compared: their logarithm (SHMI), or their root (CQC), which bears a count of 0."""

    LOG = "log"
    ROOT = "root"


TRIMS = {Scale.LOG: Trim.TRUNCATE, Scale.ROOT: Trim.WINSORISE}


@dataclass(frozen=True, slots=True)
class Funnel:
    """A funnel: the figure of each unit, its z (over-dispersion taken into account), its upper tail, and the target."""

    values: Floats
    z: Floats
    p_upper: Floats
    target: float
    dispersion: Dispersion


def exact_ratio_limits(expected: ArrayLike, *, level: float = 0.95) -> Interval:
    """Return the limits of a ratio by chance alone: exact Poisson, by the chi-squared distribution (FunnelPlotR)."""
    mean, area = counts(expected, "expected"), tail_area(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = stats.chi2.ppf(area, 2 * mean) / 2 / mean
        upper = stats.chi2.isf(area, 2 * (mean + 1)) / 2 / mean
    return Interval(floats(lower), floats(upper))


def ratio_limits(expected: ArrayLike, *, tau2: float, scale: Scale = Scale.ROOT, level: float = 0.95) -> Interval:
    """Return the limits of a ratio with `tau2` between units.

    Log: exp(±z·√(1/E + tau²)). Root: (1 ± z·√(1/(4E) + tau²))², from 0. The square is taken: FunnelPlotR compares the
    plain ratio with limits on the root's scale, which widens nothing and flags too many (reference/statistics.md, 4.1).
    """
    mean = counts(expected, "expected")
    z = stats.norm.isf(tail_area(level))
    with np.errstate(divide="ignore"):
        if scale is Scale.LOG:
            half = z * np.sqrt(1 / mean + tau2)
            return Interval(np.exp(-half), np.exp(half))
        half = z * np.sqrt(1 / (4 * mean) + tau2)
    return Interval(np.maximum(1 - half, 0.0) ** 2, (1 + half) ** 2)


def proportion_limits(total: ArrayLike, *, target: float, tau2: float = 0.0, level: float = 0.95) -> Interval:
    """Return the limits of a proportion around `target`: sin(asin √p ± z·√(1/(4n) + tau²))², within 0 to 1."""
    people = counts(total, "total")
    with np.errstate(divide="ignore"):
        half = stats.norm.isf(tail_area(level)) * np.sqrt(1 / (4 * people) + tau2)
    centre = np.arcsin(np.sqrt(target))
    # The angle is cut first: beyond a quarter turn the sine would come back.
    lower, upper = np.maximum(centre - half, 0.0), np.minimum(centre + half, np.pi / 2)
    return Interval(np.sin(lower) ** 2, np.sin(upper) ** 2)


def ratio_funnel(
    observed: ArrayLike,
    expected: ArrayLike,
    *,
    scale: Scale = Scale.ROOT,
    trim: Trim | None = None,
    share: float = 0.1,
    consistent: bool = True,
    smallest: float = 1.0,
) -> Funnel:
    """Return the funnel of observed over expected counts.

    `trim`, `share`, `consistent`: as in `disperse`; the scale's own way and 10% each end. `smallest`: units with less
    expected are shown and tested, but over-dispersion is not learned from them: no scale makes their spread even.
    The upper tail is exact for every size (`tails`); tau² becomes the variance of the units' own ratios: itself on the
    log scale, four times itself on the root's (both to first order). Raises ValueError for a number below 0.
    """
    seen, mean = np.broadcast_arrays(counts(observed, "observed"), counts(expected, "expected"))
    error = _ratio_error(mean, scale)
    z = _ratio_distance(seen, mean, scale) / error
    usable = np.where(mean >= smallest, z, np.nan)
    found = disperse(usable, error, trim=trim or TRIMS[scale], share=share, consistent=consistent)
    variance = found.tau2 if scale is Scale.LOG else 4 * found.tau2
    return Funnel(
        values=standardise(seen, mean),
        z=_widened(z, error, found.tau2),
        p_upper=poisson_upper(seen, mean, variance=variance),
        target=1.0,
        dispersion=found,
    )


def proportion_funnel(
    count: ArrayLike,
    total: ArrayLike,
    *,
    target: float | None = None,
    trim: Trim = Trim.WINSORISE,
    share: float = 0.1,
    consistent: bool = True,
    smallest: float = 5.0,
) -> Funnel:
    """Return the funnel of proportions around `target` (all units together, where none is given).

    On the scale asin √p with standard error 1/(2√n). `smallest`: as for ratios, in people. The upper tail is exact:
    beta-binomial, in which tau² gives two people of one unit a correlation of 4·tau² (to first order), else binomial.
    """
    part, whole = parts(count, total)
    aim = target if target is not None else float(part.sum() / whole.sum()) if whole.sum() else 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        values, error = part / whole, 1 / (2 * np.sqrt(whole))
        z = (np.arcsin(np.sqrt(values)) - np.arcsin(np.sqrt(aim))) / error
    usable = np.where(whole >= smallest, z, np.nan)
    found = disperse(usable, error, trim=trim, share=share, consistent=consistent)
    tail = binomial_upper(part, whole, aim, correlation=min(4 * found.tau2, 0.999))
    return Funnel(values, _widened(z, error, found.tau2), tail, aim, found)


def _ratio_error(mean: Floats, scale: Scale) -> Floats:
    with np.errstate(divide="ignore"):
        return 1 / np.sqrt(mean) if scale is Scale.LOG else 1 / (2 * np.sqrt(mean))


def _ratio_distance(seen: Floats, mean: Floats, scale: Scale) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(seen / mean) if scale is Scale.LOG else np.sqrt(seen / mean) - 1


def _widened(z: Floats, error: Floats, tau2: float) -> Floats:
    with np.errstate(invalid="ignore"):
        return z * error / np.sqrt(error**2 + tau2)
