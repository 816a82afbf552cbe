"""Over-dispersion: how much more units differ than chance alone would have them.

Spiegelhalter 2005 (Stat Med 24:1185; QSHC 14:347), in the forms that FunnelPlotR, SHMI and CQC use: z scores on a scale
where the spread is even, the tails of which are cut so that the units which one looks for do not widen the funnel.

Cutting the tails makes phi too small even where z is normal: 0.66 instead of 1 with 10% winsorised at each end, so that
tau² comes out too small and too many units stand out. Published methods leave it so; `consistent` mends it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import stats

from accord.assurance.statistics.numbers import Floats


class Trim(StrEnum):
    """What becomes of the outermost z scores: left out (SHMI), or brought in to the outermost kept (CQC)."""

    TRUNCATE = "truncate"
    WINSORISE = "winsorise"


@dataclass(frozen=True, slots=True)
class Dispersion:
    """`phi`: the mean of z² (1 = chance alone); `tau2`: variance between units on the funnel's scale; of how many."""

    phi: float
    tau2: float
    units: int


NO_DISPERSION = Dispersion(1.0, 0.0, 0)


def disperse(z: Floats, s: Floats, *, trim: Trim, share: float = 0.1, consistent: bool = False) -> Dispersion:
    """Return phi and the additive tau² of z scores with standard errors `s` (DerSimonian and Laird 1986).

    `share`: of the units at each end that are trimmed, 0 to below 0.5. Units whose z is not finite count for nothing.
    `consistent`: phi is divided by what it would be for normal z trimmed alike, so that it is 1 where chance is all.
    tau² = (n·phi − (n−1)) / (Σw − Σw²/Σw) with w = 1/s², and 0 where that is below 0 or fewer than two units are left.
    """
    if not 0 <= share < 0.5:
        raise ValueError(f"share: {share} was given; a number from 0 to below 0.5 is accepted.")
    usable = np.isfinite(z) & (s > 0)
    scores, errors = z[usable], s[usable]
    if len(scores) and share:
        low, high = np.quantile(scores, (share, 1 - share))
        if trim is Trim.WINSORISE:
            scores = np.clip(scores, low, high)
        else:
            kept = (scores >= low) & (scores <= high)
            scores, errors = scores[kept], errors[kept]
    if len(scores) < 2:
        return NO_DISPERSION
    phi = float(np.mean(scores**2)) / (left_by_trimming(trim, share) if consistent else 1)
    return Dispersion(phi, _between(len(scores), phi, errors), len(scores))


def left_by_trimming(trim: Trim, share: float) -> float:
    """Return the mean of z² that is left of standard normal scores when this share is trimmed at each end."""
    if not share:
        return 1.0
    edge = float(stats.norm.isf(share))
    within = 1 - 2 * share - 2 * edge * float(stats.norm.pdf(edge))
    return within + 2 * share * edge**2 if trim is Trim.WINSORISE else within / (1 - 2 * share)


def _between(units: int, phi: float, errors: Floats) -> float:
    weights = errors**-2.0
    spread = float(weights.sum() - (weights**2).sum() / weights.sum())
    found = (units * phi - (units - 1)) / spread if spread > 0 else 0.0
    return max(0.0, found) if math.isfinite(found) else 0.0
