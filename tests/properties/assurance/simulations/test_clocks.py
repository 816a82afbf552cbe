"""Days as England has them are those of its time zone."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from accord.assurance.simulations.clocks import DAY, english_days

FIRST, LAST = (int(dt.datetime(year, 1, 1, tzinfo=dt.UTC).timestamp()) for year in (1996, 2037))
SPRING, AUTUMN = (int(dt.datetime(2026, *day, 1, tzinfo=dt.UTC).timestamp()) for day in ((3, 29), (10, 25)))


@given(st.integers(FIRST, LAST - 1))
@example(SPRING - 1)
@example(SPRING)
@example(AUTUMN - 1)
@example(AUTUMN)
def test_day_is_that_of_the_time_zone(second: int) -> None:
    local = dt.datetime.fromtimestamp(second, tz=ZoneInfo("Europe/London"))
    days = english_days(np.array([second, second - second % DAY + DAY - 1800]))
    late = dt.datetime.fromtimestamp(second - second % DAY + DAY - 1800, tz=ZoneInfo("Europe/London"))
    assert days.tolist() == [each.date().toordinal() - dt.date(1970, 1, 1).toordinal() for each in (local, late)]
