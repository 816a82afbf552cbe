"""False discovery: of what is raised by chance tests, which share may be by chance alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from accord.assurance.statistics.numbers import Flags, Floats, floats


def q_values(p_values: ArrayLike) -> Floats:
    """Return Benjamini and Hochberg's adjusted p for each p (1995, JRSS B 57:289); NaN stays NaN and is no test.

    The rate is controlled where tests are independent or rise together. Windows of one scan overlap: give this one p
    for each node of a scan, worked out from the node's best window, and never one for each window.
    Raises ValueError for a p outside 0 to 1.
    """
    given = floats(p_values)
    known = ~np.isnan(given)
    found = np.full(given.shape, np.nan)
    if known.any():
        found[known] = stats.false_discovery_control(given[known], method="bh")
    return found


def is_discovery(p_values: ArrayLike, *, rate: float = 0.05) -> Flags:
    """Return which are found where at most `rate` of what is found may be by chance."""
    return q_values(p_values) <= np.float64(rate)
