"""How dates, times, numbers and lists are said on a page (British English, Europe/London)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say_date(value: date | None) -> str:
    """Say a date as "21 November 2026"; a moment is said as its day in London."""
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_time(value: datetime | None) -> str:
    """Say the time of a moment as "3:04am"; midday and midnight in words, so that nobody mistakes 12am."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    if local.minute == 0 and local.hour in (0, 12):
        return "midnight" if local.hour == 0 else "midday"
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def say_datetime(value: datetime | None) -> str:
    """Say a moment as "21 November 2026 at 3:04am"."""
    return "" if value is None else f"{say_date(value)} at {say_time(value)}"


def last_day(due: datetime) -> date:
    """Return the last day on which something can be done in time: what is due at a midnight is due the day before."""
    return timezone.localdate(due - timedelta(seconds=1))


def say_deadline(due: datetime | None) -> str:
    """Say by when something is due: "the end of 21 November 2026", or its time where that is no midnight."""
    if due is None:
        return ""
    return f"the end of {say_date(last_day(due))}" if say_time(due) == "midnight" else say_datetime(due)


def say_count(number: int, one: str, many: str = "") -> str:
    """Say a count with its noun: "1 day", "3 days"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say_ago(value: date | None, now: datetime | None = None) -> str:
    """Say how long ago something was ("3 days ago", "in 2 weeks"): days are calendar days in London."""
    if value is None:
        return ""
    now = timezone.localtime(now or timezone.now())
    if isinstance(value, datetime):
        seconds = (now - value).total_seconds()
        if abs(seconds) < timedelta(days=1).total_seconds():
            return _say_seconds(int(seconds))
        value = timezone.localtime(value).date()
    return _say_days(value, now.date())


def _say_seconds(seconds: int) -> str:
    size = abs(seconds)
    if size < 60:
        return "just now"
    words = say_count(size // 60, "minute") if size < 3600 else say_count(size // 3600, "hour")
    return f"{words} ago" if seconds > 0 else f"in {words}"


def _say_days(day: date, today: date) -> str:
    days = (today - day).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if days in near:
        return near[days]
    size = abs(days)
    months = _count_months(min(day, today), max(day, today))
    if size < 14:
        words = say_count(size, "day")
    elif months < 2:
        words = say_count(size // 7, "week")
    elif months < 24:
        words = say_count(months, "month")
    else:
        words = say_count(months // 12, "year")
    return f"{words} ago" if days > 0 else f"in {words}"


def _count_months(start: date, end: date) -> int:
    """Count the whole calendar months between two days."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def say_age(born: date, on: date | None = None) -> str:
    """Say an age in whole years, as it is on a day (today in London unless another is given)."""
    on = on or timezone.localdate()
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return say_count(years, "year") + " old"


def say_list(items: Iterable[object], last: str = "and") -> str:
    """Say a list as "a, b and c"."""
    words = [str(item) for item in items if item not in (None, "")]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def say_words(value: object) -> str:
    """Say a code, a yes or no, or a list in words: `not_for_cpr` becomes "Not for cpr", None "Not recorded"."""
    if value is None or value == "":
        return "Not recorded"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return say_datetime(value)
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return say_list(value)
    text = str(getattr(value, "value", value)).replace("_", " ")
    return text[:1].upper() + text[1:]
