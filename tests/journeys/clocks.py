"""What time it is where the people in the journeys are."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return the time in England."""
    return datetime.now(LONDON)


def today() -> date:
    """Return the day in England."""
    return now().date()
