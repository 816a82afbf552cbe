"""Exact tail areas of counts, and exact comparisons of two counts.

A signal asks with the upper tail alone. Every function gives a probability between 0 and 1 and raises ValueError for a
count below 0. The tails are those of the distributions themselves, so nothing switches over at some size.

Over-dispersion: where units differ more than chance, the unit's own mean is itself drawn, with mean 1 and variance
`variance` beside what is expected. The count is then negative binomial (a Poisson count whose mean is gamma
distributed), or beta-binomial for a proportion: exact for the smallest counts, where a normal z is not, and the plain
Poisson or binomial where the variance is 0 (Johnson, Kemp and Kotz 2005, Univariate Discrete Distributions, 5.3, 6.9).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from accord.assurance.statistics.numbers import Floats, counts, floats, parts

NONE = 1e-12
"""A variance between units at or below this is none."""


def poisson_upper(observed: ArrayLike, expected: ArrayLike, *, variance: float = 0.0) -> Floats:
    """Return the chance of `observed` or more where `expected` are (counts)."""
    seen, mean = counts(observed, "observed"), counts(expected, "expected")
    if variance <= NONE:
        return floats(stats.poisson.sf(seen - 1, mean))
    return floats(stats.nbinom.sf(seen - 1, 1 / variance, 1 / (1 + variance * mean)))


def poisson_lower(observed: ArrayLike, expected: ArrayLike, *, variance: float = 0.0) -> Floats:
    """Return the chance of `observed` or fewer where `expected` are (counts). No signal rests on it."""
    seen, mean = counts(observed, "observed"), counts(expected, "expected")
    if variance <= NONE:
        return floats(stats.poisson.cdf(seen, mean))
    return floats(stats.nbinom.cdf(seen, 1 / variance, 1 / (1 + variance * mean)))


def binomial_upper(count: ArrayLike, total: ArrayLike, share: ArrayLike, *, correlation: float = 0.0) -> Floats:
    """Return the chance of `count` or more of `total` where each has the chance `share`.

    `correlation`: of two people of one unit, 0 to 1; it makes the count beta-binomial.
    """
    part, whole = parts(count, total)
    chance = floats(share)
    if correlation <= NONE:
        return floats(stats.binom.sf(part - 1, whole, chance))
    size = 1 / correlation - 1
    inside = np.clip(chance, NONE, 1 - NONE)
    tail = stats.betabinom.sf(part - 1, whole, inside * size, (1 - inside) * size)
    return np.clip(np.where(part == 0, 1.0, tail), 0.0, 1.0)


def binomial_lower(count: ArrayLike, total: ArrayLike, share: ArrayLike, *, correlation: float = 0.0) -> Floats:
    """Return the chance of `count` or fewer of `total`. No signal rests on it for decisions."""
    part, whole = parts(count, total)
    return binomial_upper(whole - part, whole, 1 - floats(share), correlation=correlation)


def hypergeometric_upper(having: ArrayLike, group: ArrayLike, all_having: ArrayLike, everyone: ArrayLike) -> Floats:
    """Return the chance that a group of this size holds `having` or more of those `all_having` among `everyone`.

    Fisher's exact test, one-sided (Fisher 1935): everybody is as likely as anybody to be one of those who have it.
    """
    within, size = parts(having, group)
    with_it, people = parts(all_having, everyone)
    _hold(size, people)
    return floats(stats.hypergeom.sf(within - 1, people, with_it, size))


def hypergeometric_lower(having: ArrayLike, group: ArrayLike, all_having: ArrayLike, everyone: ArrayLike) -> Floats:
    """Return the chance that a group of this size holds `having` or fewer of those `all_having`."""
    within, size = parts(having, group)
    with_it, people = parts(all_having, everyone)
    _hold(size, people)
    return floats(stats.hypergeom.cdf(within, people, with_it, size))


def rates_upper(count: ArrayLike, exposure: ArrayLike, other_count: ArrayLike, other_exposure: ArrayLike) -> Floats:
    """Return the chance of `count` or more, given both counts together, where both rates are one.

    The conditional binomial test of two Poisson counts (Przyborowski and Wilenski 1940, Biometrika 31:313). Exposures
    are in one unit, such as person-days, whichever it is.
    """
    ours, theirs = counts(count, "count"), counts(other_count, "other_count")
    share = counts(exposure, "exposure") / (counts(exposure, "exposure") + counts(other_exposure, "other_exposure"))
    return floats(stats.binom.sf(ours - 1, ours + theirs, share))


def proportions_upper(count: ArrayLike, total: ArrayLike, other_count: ArrayLike, other_total: ArrayLike) -> Floats:
    """Return the chance of `count` or more, given both together, where both proportions are one (Fisher's test)."""
    part, whole = parts(count, total)
    other_part, other_whole = parts(other_count, other_total)
    return hypergeometric_upper(part, whole, part + other_part, whole + other_whole)


def _hold(size: Floats, people: Floats) -> None:
    if np.any(size > people):
        raise ValueError("group: larger than everyone together was given; at most everyone is accepted.")
