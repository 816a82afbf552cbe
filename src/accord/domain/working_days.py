"""Working days of a calendar: Monday to Friday, but for the days that are holidays there."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta

from accord.domain.moments import LONDON

SATURDAY = 5


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Return whether people are at work on a day."""
    return day.weekday() < SATURDAY and day not in holidays


def end_of_working_day(after: datetime, number: int, holidays: Container[date]) -> datetime:
    """Return the end, in London, of the so-many-th working day after the day of a moment."""
    if after.tzinfo is None:
        raise ValueError("a moment knows its time zone")
    day = after.astimezone(LONDON).date()
    for _ in range(number):
        day += timedelta(days=1)
        while not is_working_day(day, holidays):
            day += timedelta(days=1)
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)
