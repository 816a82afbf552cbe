"""A group beside everybody else, stratum by stratum: do more of it have something, among people otherwise alike?

Mantel and Haenszel 1959 (JNCI 22:719). The test is exact: in each stratum the group's count is hypergeometric, given
the stratum's totals, and the sum over the strata is what all those make together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from accord.assurance.statistics.numbers import Floats, parts

NEVER = 1e-18
"""What is less likely than this in a stratum is left out of the sum."""


def mantel_haenszel(having: ArrayLike, group: ArrayLike, all_having: ArrayLike, everyone: ArrayLike) -> float:
    """Return the odds ratio of the group over the others, within strata; NaN where no stratum tells, inf where all do.

    Of each stratum: those of the group who have it, the group, all who have it, everyone. Raises ValueError for a part
    above its whole.
    """
    inside, size = parts(having, group)
    with_it, people = parts(all_having, everyone)
    outside, others = parts(with_it - inside, people - size)
    total = np.where(people > 0, people, 1)
    above = float((inside * (others - outside) / total).sum())
    below = float(((size - inside) * outside / total).sum())
    if below > 0:
        return above / below
    return float("inf") if above > 0 else float("nan")


def expected_within(group: ArrayLike, all_having: ArrayLike, everyone: ArrayLike) -> float:
    """Return how many of the group would have it, were they as likely as everyone in their stratum."""
    size, people = parts(group, everyone)
    with_it, _ = parts(all_having, everyone)
    return float((size * with_it / np.where(people > 0, people, 1)).sum())


def stratified_upper(having: ArrayLike, group: ArrayLike, all_having: ArrayLike, everyone: ArrayLike) -> float:
    """Return the chance of so many or more of the group over all strata, given each stratum's totals: exact."""
    inside, size = parts(having, group)
    with_it, people = parts(all_having, everyone)
    parts(with_it - inside, people - size)
    chances, lowest = np.ones(1), 0
    for stratum in zip(people, with_it, size, strict=True):
        own, begins = _likely(*(int(each) for each in stratum))
        chances, lowest = np.convolve(chances, own), lowest + begins
    first = int(inside.sum()) - lowest
    return 1.0 if first <= 0 else float(min(1.0, chances[first:].sum()))


def _likely(everyone: int, having: int, group: int) -> tuple[Floats, int]:
    """Return the chances of the counts of one stratum that may well occur, and the lowest of them."""
    possible = np.arange(max(0, group + having - everyone), min(group, having) + 1)
    chances = stats.hypergeom.pmf(possible, everyone, having, group)
    likely = np.flatnonzero(chances > NEVER)
    return np.asarray(chances[likely[0] : likely[-1] + 1]), int(possible[likely[0]])
