"""From the highest ratios of replicates to a p-value, also one smaller than so few replicates can count.

At and above 1 / (1 + R) the p is counted, (1 + #≥) / (1 + R) (Dwass 1957; Kulldorff 1997). Below, where no replicate
reached what was observed, it is read off a tail fitted to the replicates: the larger of a Gumbel distribution (by
moments; Abrams, Kulldorff and Kleinman 2010, Int J Health Geogr 9:61) and an exponential tail beyond a high quantile
(the generalised Pareto of shape 0; Knijnenburg and others 2009, Bioinformatics 25:i161). Ratios of days are lumpy, and
either alone is at times too small. How far it can be relied on is shown by tests, and in docs/explanation/scans.md.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from accord.assurance.statistics.numbers import Floats, floats
from accord.assurance.statistics.scans.windows import SAME

SMALLEST = 1e-15
"""No p is said to be smaller: the tail has not been seen so far out."""
BEYOND, AT_LEAST = 0.02, 50
"""The exponential tail is fitted to this share of the replicates, or to so many."""


def p_values(highest: ArrayLike, observed: ArrayLike) -> Floats:
    """Return the chance of each observed ratio or more, by the replicates' highest ratios. NaN without replicates."""
    maxima, seen = np.sort(floats(highest)), floats(observed)
    if not len(maxima):
        return np.full(seen.shape, np.nan)
    reached = len(maxima) - np.searchsorted(maxima, seen - SAME, side="left")
    counted = (1 + reached) / (1 + len(maxima))
    return np.where(reached > 0, counted, np.minimum(counted, fitted(maxima, seen)))


def fitted(highest: ArrayLike, observed: ArrayLike) -> Floats:
    """Return the chance of each observed ratio or more by the fitted tails; 1 where replicates do not differ."""
    maxima, seen = np.sort(floats(highest)), floats(observed)
    spread = maxima.std()
    if spread == 0:
        return np.ones(seen.shape)
    scale = spread * np.sqrt(6) / np.pi
    gumbel = -np.expm1(-np.exp(-(seen - maxima.mean() + np.euler_gamma * scale) / scale))
    return floats(np.clip(np.maximum(gumbel, _exponential(maxima, seen)), SMALLEST, 1.0))


def _exponential(maxima: Floats, seen: Floats) -> Floats:
    beyond = min(max(AT_LEAST, round(BEYOND * len(maxima))), len(maxima) - 1)
    edge = maxima[-beyond - 1]
    mean = float((maxima[-beyond:] - edge).mean()) if beyond else 0.0
    if mean <= 0:
        return np.zeros(seen.shape)
    return floats(beyond / len(maxima) * np.exp(-np.maximum(seen - edge, 0) / mean))
