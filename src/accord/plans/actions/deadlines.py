"""By when something is due, in London days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import holidays

from accord.domain.moments import LONDON, Moment

SATURDAY = 5
BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")
"""Those of England, with the days moved or added by proclamation that the library knows of."""


def end_of_next_working_day(after: datetime) -> datetime:
    """Return the end of the next working day, when a senior endorsement is due (rule SIG-02, a local limit).

    Working days are Monday to Friday, but for the bank holidays of England.
    """
    day = Moment.of(after).day + timedelta(days=1)
    while day.weekday() >= SATURDAY or day in BANK_HOLIDAYS:
        day += timedelta(days=1)
    return end_of(day)


def end_of(day: date) -> datetime:
    """Return the moment at which a day in London is over."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)


def end_of_moment(moment: Moment | None) -> datetime | None:
    """Return when a plan with this end date stops: at its time, or when its day is over."""
    if moment is None:
        return None
    return moment.time or end_of(moment.day)
