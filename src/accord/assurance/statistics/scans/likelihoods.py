"""Log likelihood ratios of scan statistics (Kulldorff 1997, Commun Stat Theory Methods 26:1481).

Natural logarithms, no unit. One-sided: 0 where a window holds no more than expected, for a low count is no signal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import rel_entr

from accord.assurance.statistics.numbers import Floats, counts, floats, parts


def poisson_ratio(count: ArrayLike, expected: ArrayLike, total: ArrayLike) -> Floats:
    """Return c·ln(c/E) + (C−c)·ln((C−c)/(C−E)), given the total C that the expected counts sum to as well.

    Raises ValueError for a count above the total. Infinite where something happened and nothing was expected.
    """
    inside, whole = parts(count, total)
    mean = counts(expected, "expected")
    ratio = rel_entr(inside, mean) + rel_entr(whole - inside, whole - mean)
    return floats(np.where(inside > mean, ratio, 0.0))


def bernoulli_ratio(cases: ArrayLike, people: ArrayLike, all_cases: ArrayLike, everyone: ArrayLike) -> Floats:
    """Return the ratio for c cases of n inside and C − c of N − n outside, over one rate for all.

    Raises ValueError for more cases than people. 0 unless the rate inside is above that outside.
    """
    inside, within = parts(cases, people)
    in_all, of_all = parts(all_cases, everyone)
    outside, without = parts(in_all - inside, of_all - within)
    alternative = _best(inside, within) + _best(outside, without)
    return floats(np.where(inside * without > outside * within, alternative - _best(in_all, of_all), 0.0))


def _best(cases: Floats, people: Floats) -> Floats:
    """Return the log likelihood of so many cases at their own rate."""
    return -floats(-rel_entr(cases, people) - rel_entr(people - cases, people))
