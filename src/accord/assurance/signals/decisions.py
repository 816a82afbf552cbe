"""The days that a run asks about, as canonical tables hold them."""

from __future__ import annotations

from datetime import date, timedelta

from accord.assurance.signals.kinds import Settings

_EPOCH = date(1970, 1, 1)


def window(settings: Settings) -> list[int]:
    """Return the first and last day that a run asks about, for `decided_at_day BETWEEN ? AND ?`."""
    return [number_of(settings.since or date.min), number_of(settings.as_of)]


def number_of(day: date) -> int:
    """Return the number of a day: days since 1970-01-01."""
    return (day - _EPOCH).days


def day_of(number: int) -> date:
    """Return the day of a number of days since 1970-01-01."""
    return _EPOCH + timedelta(days=number)
