"""XmR charts, as NHS England's "Making Data Count" plots the dots: a series with limits learned from its own moves.

Limits are the mean ± 2.66 times the mean moving range (2.66 = 3/1.128, Wheeler 2000); 1.7733 is two thirds of that.
Fewer than 12 points make trial limits. Rates near 0 with small numbers want a g-chart instead (`gaps`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from accord.assurance.statistics.numbers import Flags, Floats, Whole, floats

TO_LIMIT = 2.66
TO_TWO_THIRDS = 1.7733
SCREEN = 3.267
"""Moving ranges above so many times their mean are left out, where screening is asked for."""
RUN = 7
FIRM = 12
"""Points from which limits are firm."""


class PointRule(StrEnum):
    """Why a point stands out. In this order: a point that several rules name carries the first."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Chart:
    """A series with its limits, in the series' own unit; the rule by which each point stands out, and to which side."""

    values: Floats
    mean: float
    lower: float
    upper: float
    lower_near: float
    upper_near: float
    rules: tuple[PointRule | None, ...]
    sides: Whole
    is_trial: bool


def xmr(values: ArrayLike, *, screen: bool = False, learned_from: int | None = None) -> Chart:
    """Return the chart of a series in its order.

    `screen` leaves out the largest moving ranges (NHSRplotthedots does, NHS England's workbook does not).
    `learned_from`: limits are learned from so many first points, so that what came after is held against what was
    before. Raises ValueError for a series that is empty or holds what is not a number.
    """
    series = floats(values)
    if not len(series) or not np.all(np.isfinite(series)):
        raise ValueError("values: nothing, or no number, was given; numbers are accepted.")
    base = series[:learned_from] if learned_from else series
    mean, spread = float(base.mean()), mean_moving_range(base, screen=screen)
    limit, near = TO_LIMIT * spread, TO_TWO_THIRDS * spread
    rules, sides = _stand_out(series, mean, limit, near)
    return Chart(
        series, mean, mean - limit, mean + limit, mean - near, mean + near, rules, sides, is_trial=len(base) < FIRM
    )


def mean_moving_range(values: Floats, *, screen: bool) -> float:
    """Return the mean distance of neighbours, in the series' unit; 0 for a single point."""
    moves = np.abs(np.diff(values))
    if screen and len(moves):
        moves = moves[moves <= SCREEN * moves.mean()]
    return float(moves.mean()) if len(moves) else 0.0


def trends(values: ArrayLike) -> Whole:
    """Return 1 (−1) at each point that ends six rises (falls) in a row, each strict; else 0."""
    return _runs(np.sign(np.diff(floats(values), prepend=np.nan)), RUN - 1)


def shifts(sides: ArrayLike) -> Whole:
    """Return 1 (−1) at each point that ends seven or more points above (below) the mean; else 0."""
    return _runs(floats(sides), RUN)


def two_of_three(near: ArrayLike, sides: ArrayLike) -> Flags:
    """Return the points near a limit that are, with another such, among three neighbours on one side of the mean."""
    close, side = np.asarray(near, dtype=bool), floats(sides)
    found = np.zeros(len(close), dtype=bool)
    for start in range(len(close) - 2):
        three = slice(start, start + 3)
        if close[three].sum() >= 2 and abs(side[three].sum()) == 3:
            found[three] |= close[three]
    return found


def _runs(signs: Floats, length: int) -> Whole:
    found = np.zeros(len(signs), dtype=np.int64)
    so_far = 0
    for place, sign in enumerate(signs):
        same = place > 0 and sign == signs[place - 1]
        so_far = 0 if np.isnan(sign) or sign == 0 else so_far + 1 if same else 1
        found[place] = int(sign) if so_far >= length else 0
    return found


def _stand_out(series: Floats, mean: float, limit: float, near: float) -> tuple[tuple[PointRule | None, ...], Whole]:
    away = series - mean
    # A rounding error of the mean is no side of it.
    sides = np.where(np.abs(away) <= 1e-9 * max(1.0, abs(mean)), 0, np.sign(away)).astype(np.int64)
    outside = np.abs(away) > limit
    close = ~outside & (np.abs(away) > near)
    named = {
        PointRule.OUTSIDE: outside & (sides != 0),
        PointRule.TREND: _part_of(trends(series)),
        PointRule.TWO_OF_THREE: two_of_three(close, sides),
        PointRule.SHIFT: _part_of(shifts(sides)),
    }
    rules = tuple(next((rule for rule, at in named.items() if at[place]), None) for place in range(len(series)))
    return rules, sides


def _part_of(ends: Whole) -> Flags:
    """Return every point of the seven that a run ends with."""
    if not len(ends):
        return np.zeros(0, dtype=bool)
    padded = np.concatenate([np.abs(ends), np.zeros(RUN - 1, dtype=np.int64)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, RUN)
    return np.asarray(windows.any(axis=1), dtype=bool)
