"""Everybody in a group at a place has something while others there do not: how unusual is that?

Fisher's exact test, one-sided, at one place: given how many have it there, each group of that size is as likely as any
to be those who do. So where nearly everybody has it, nothing follows from a group in which everybody does. Where a
group commonly has more of it elsewhere (the oldest), each of its people counts with the odds of that
(Fisher's noncentral hypergeometric distribution; Harkness 1965, Ann Math Stat 36:938).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from accord.assurance.statistics.numbers import Floats, floats, parts
from accord.assurance.statistics.tails import hypergeometric_upper


def odds_elsewhere(having: ArrayLike, group: ArrayLike, all_having: ArrayLike, everyone: ArrayLike) -> Floats:
    """Return for each place the odds ratio of the group over the others at all other places; never below 1.

    Mantel and Haenszel's (1959), place by place, the place itself left out; 1 where other places do not tell.
    """
    inside, size = parts(having, group)
    with_it, people = parts(all_having, everyone)
    outside, others = with_it - inside, people - size
    total = np.where(people > 0, people, 1.0)
    above, below = inside * (others - outside) / total, (size - inside) * outside / total
    above, below = above.sum() - above, below.sum() - below
    told = np.divide(above, below, out=np.ones(len(above)), where=below > 1e-9)
    return floats(np.maximum(told, 1.0))


def group_upper(
    having: ArrayLike, group: ArrayLike, all_having: ArrayLike, everyone: ArrayLike, odds: ArrayLike
) -> Floats:
    """Return the chance of so many or more of a group, each of whom counts with these odds beside the others."""
    ratio = floats(odds)
    central = hypergeometric_upper(having, group, all_having, everyone)
    leaning = stats.nchypergeom_fisher.sf(floats(having) - 1, everyone, group, all_having, ratio)
    return floats(np.where(ratio > 1, np.clip(leaning, central, 1.0), central))


def expected_of(group: ArrayLike, all_having: ArrayLike, everyone: ArrayLike, odds: ArrayLike) -> Floats:
    """Return how many of a group would have it, of those who do at the place."""
    return floats(stats.nchypergeom_fisher.mean(everyone, group, all_having, floats(odds)))
