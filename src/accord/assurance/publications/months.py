"""Months within periods, and the pieces into which the ends of periods cut time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from accord.assurance.publications.figures import Period

A_DAY = timedelta(days=1)


def month_of(value: str, period: Period) -> Period:
    """Return the days of a month, written 2026-03, that lie in a period."""
    first = date.fromisoformat(f"{value}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return Period(max(first, period.since), min(last, period.until))


def cut(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the pieces into which the first and last days of periods cut the time that they cover."""
    given = sorted(set(periods))
    starts = sorted({each.since for each in given} | {each.until + A_DAY for each in given})
    pieces = (Period(start, after - A_DAY) for start, after in pairwise(starts))
    return tuple(piece for piece in pieces if any(each.holds(piece) for each in given))
