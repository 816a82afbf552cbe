"""Days as England has them: in summer its clocks are an hour ahead of universal time."""

from __future__ import annotations

import datetime as dt

import numpy as np

from accord.assurance.simulations.draws import Ints

DAY, HOUR = 86_400, 3_600
FIRST_YEAR, LAST_YEAR = 1970, 2100


def _last_sunday(year: int, month: int) -> int:
    """Return 01:00 universal time on the last Sunday of March or October: when clocks change (since 1996)."""
    last = dt.datetime(year, month, 31, 1, tzinfo=dt.UTC)
    return int((last - dt.timedelta(days=(last.weekday() + 1) % 7)).timestamp())


_CHANGES = np.array([_last_sunday(year, month) for year in range(FIRST_YEAR, LAST_YEAR) for month in (3, 10)])


def english_days(seconds: Ints) -> Ints:
    """Return the day in England of each second since 1970-01-01, counted from that day."""
    summer = np.searchsorted(_CHANGES, seconds, side="right") % 2 == 1
    days: Ints = (seconds + HOUR * summer) // DAY
    return days
