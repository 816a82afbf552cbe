"""A funnel of shares, where each unit has a share of its own to be expected of it (after case-mix).

Spiegelhalter's over-dispersion (`dispersions`) on the scale asin √p, for units however small: there the spread of z is
not 1 even by chance, so phi is divided by what it is in drawn units that differ by chance alone (a parametric
bootstrap, Efron and Tibshirani 1993, 6.5). The upper tail is exact for every size: beta-binomial, or binomial.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from accord.assurance.statistics.dispersions import NO_DISPERSION, Dispersion, Trim, disperse
from accord.assurance.statistics.funnels import Funnel
from accord.assurance.statistics.numbers import Floats, counts, floats, parts
from accord.assurance.statistics.standardisation import standardise
from accord.assurance.statistics.tails import binomial_upper

DRAWS = 20
FEWEST_UNITS = 10
"""From fewer units no over-dispersion is learned: it is taken as none."""


def share_funnel(count: ArrayLike, total: ArrayLike, expected: ArrayLike, *, seed: int = 1) -> Funnel:
    """Return the funnel of counts out of totals, where so many were `expected` of each.

    Values are observed over expected. Where nothing was expected, a share of half a case in all units together is.
    Raises ValueError for a count below 0 or above its total.
    """
    seen, whole = parts(count, total)
    share = _share(counts(expected, "expected"), whole)
    z, error = _distance(seen, whole, share), _error(whole)
    found = _disperse(z, error, whole, share, seed)
    with np.errstate(invalid="ignore"):
        widened = z * error / np.sqrt(error**2 + found.tau2)
    tail = binomial_upper(seen, whole, share, correlation=min(4 * found.tau2, 0.999))
    return Funnel(standardise(seen, share * whole), widened, tail, 1.0, found)


def _share(expected: Floats, whole: Floats) -> Floats:
    least = 0.5 / (whole.sum() + 1)
    share = np.divide(expected, whole, out=np.full(whole.shape, least), where=whole > 0)
    return floats(np.clip(share, least, 1.0))


def _error(whole: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return floats(1 / (2 * np.sqrt(whole)))


def _distance(seen: Floats, whole: Floats, share: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return floats((np.arcsin(np.sqrt(seen / whole)) - np.arcsin(np.sqrt(share))) * 2 * np.sqrt(whole))


def _disperse(z: Floats, error: Floats, whole: Floats, share: Floats, seed: int) -> Dispersion:
    usable = whole >= 2
    if usable.sum() < FEWEST_UNITS:
        return NO_DISPERSION
    source = np.random.default_rng(seed)
    drawn = source.binomial(whole[usable].astype(np.int64), share[usable], (DRAWS, int(usable.sum())))
    by_chance = [_phi(_distance(floats(one), whole[usable], share[usable]), error[usable]) for one in drawn]
    usual = float(np.mean(by_chance))
    scaled = z[usable] / np.sqrt(usual) if usual > 0 else z[usable]
    return disperse(scaled, error[usable], trim=Trim.WINSORISE)


def _phi(z: Floats, error: Floats) -> float:
    return disperse(z, error, trim=Trim.WINSORISE).phi
