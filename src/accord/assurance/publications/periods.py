"""The periods that figures are published of: whole months, so that two periods differ by a month at least."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from accord.assurance.publications.figures import Period
from accord.assurance.publications.months import month_of
from accord.domain.errors import Refused

MOST_MONTHS = 36


def whole_months(first: str, last: str, *, as_of: date) -> Period:
    """Return the days from the first of one month to the last of another, both written 2026-03.

    Raises Refused where they are the wrong way round, too many, or not over at the day of the record.
    """
    offered = list(months_before(as_of))
    if first not in offered or last not in offered:
        raise Refused.one("last", "is not over, or lies too far back.", f"Choose one of the last {MOST_MONTHS} months.")
    if first > last:
        raise Refused.one("last", "is before the first.", "Choose the same month or a later one.")
    everything = Period(date.min, date.max)
    return Period(month_of(first, everything).since, month_of(last, everything).until)


def months_before(as_of: date) -> Iterator[str]:
    """Yield the last whole months up to a day, the newest first."""
    day = (as_of + timedelta(days=1)).replace(day=1)
    for _ in range(MOST_MONTHS):
        day = (day - timedelta(days=1)).replace(day=1)
        yield f"{day:%Y-%m}"
