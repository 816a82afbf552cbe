"""Moments as people record them: a time, or a day alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from accord.domain.errors import Refused

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with its time where one is known. A time with no offset is Europe/London (design/dataset.md)."""

    day: date
    time: datetime | None = None

    def __str__(self) -> str:
        return self.time.isoformat() if self.time else self.day.isoformat()

    @property
    def is_day_only(self) -> bool:
        """Whether only the day is known."""
        return self.time is None

    @classmethod
    def of(cls, value: date | datetime) -> Moment:
        """Return the moment of a date, or of a datetime (London where it has no offset)."""
        if isinstance(value, datetime):
            aware = value if value.tzinfo else value.replace(tzinfo=LONDON)
            return cls(aware.astimezone(LONDON).date(), aware.astimezone(UTC))
        return cls(value)

    @classmethod
    def read(cls, text: str, field: str = "moment") -> Moment:
        """Return the moment written in ISO 8601. Raises Refused for anything else."""
        try:
            return cls.of(date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text))
        except ValueError:
            raise Refused.one(
                field, f"{text[:40]!r} is not a date or time.", "Use 2026-11-21 or 2026-11-21T03:00+00:00."
            ) from None

    def is_after(self, other: Moment) -> bool:
        """Whether this is later: by the clock when both times are known, else by the day (same day = not later)."""
        if self.time and other.time:
            return self.time > other.time
        return self.day > other.day
