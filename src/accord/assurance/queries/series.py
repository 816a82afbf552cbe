"""DNACPR decisions by week and by month, over the sites that somebody may see: what the charts of a series draw."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from accord.assurance.queries import stores
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope

KEPT = 64
MOST_WEEKS = 104
MOST_MONTHS = 36
_WEEK = timedelta(days=7)
_DAYS = """
SELECT day, sum(decisions)::BIGINT FROM decisions_by_day
WHERE day <= ? AND (? IS NULL OR site_code = ?)
  AND (? IS NULL OR site_code IN (SELECT site_code FROM sites WHERE area_code = ?))
  AND (?::VARCHAR[] IS NULL OR list_contains(?::VARCHAR[], site_code))
GROUP BY day ORDER BY day
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Decisions of one week or month, and the day on which it begins."""

    begins: date
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The last weeks, the newest of which ends on the day of the run, and the last months; whole ones alone."""

    weeks: tuple[Counted, ...]
    months: tuple[Counted, ...]


@lru_cache(maxsize=KEPT)
def of(run: CurrentRun, *, scope: Scope, site: str | None = None, area: str | None = None) -> Series:
    """Return the series of a site, of an area, or of everything, within a scope."""
    codes = None if scope.site_codes is None else sorted(scope.site_codes)
    found = stores.ask(run.folder, _DAYS, [run.as_of, site, site, area, area, codes, codes])
    days: Counter[date] = Counter(dict(found))
    if not days:
        return Series(weeks=(), months=())
    first = min(days)
    return Series(weeks=_weeks(days, first, run.as_of), months=_months(days, first, run.as_of))


def _weeks(days: Counter[date], first: date, last: date) -> tuple[Counted, ...]:
    number = min(((last - first).days + 1) // 7, MOST_WEEKS)
    begins = [last - _WEEK * back + timedelta(days=1) for back in range(number, 0, -1)]
    return tuple(
        Counted(begins=begin, decisions=sum(days[begin + timedelta(days=place)] for place in range(7)))
        for begin in begins
    )


def _months(days: Counter[date], first: date, last: date) -> tuple[Counted, ...]:
    """Return whole months: the first if a decision was made on its first day, the last if it is over."""
    found: Counter[date] = Counter()
    for day, number in days.items():
        found[day.replace(day=1)] += number
    begins = []
    month = first if first.day == 1 else _next(first.replace(day=1))
    while _next(month) <= last + timedelta(days=1):
        begins.append(month)
        month = _next(month)
    return tuple(Counted(begins=each, decisions=found[each]) for each in begins[-MOST_MONTHS:])


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)
