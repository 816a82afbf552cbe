"""What a report tells of an extract beside the measures: names of sites, days of decisions, and why rows were rejected.

People without a decision are nowhere in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import numpy as np

from accord.assurance.extracts.extracts import Extract
from accord.assurance.statistics.numbers import Whole

_EPOCH = date(1970, 1, 1)
WEEK = 7
MOST_WEEKS = 158
MOST_REASONS = 40
MOST_EVENTS = 40
_DAYS = """
SELECT decided_at_day, count(*) FROM decisions WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN ? AND ?
GROUP BY 1 ORDER BY 1
"""
_REASONS = """
SELECT table_name, coalesce(column_name, ''), regexp_replace(reason, '[0-9][0-9-]*', '…', 'g') AS why, count(*)
FROM rejects GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT ?
"""
_EVENTS = """
SELECT day, coalesce(site_code, area_code, ''), coalesce(kind, ''), coalesce(text, '') FROM external_events
WHERE day BETWEEN ? AND ? ORDER BY day, line LIMIT ?
"""
_KINDS = "SELECT cpr, count(*) FROM decisions GROUP BY 1 ORDER BY 2 DESC, 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why cells were rejected, and how many were for it."""

    table: str
    column: str
    why: str
    cells: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A dated thing that could explain a change, and where: a site, an area, or everywhere."""

    day: date
    where: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """`days` holds DNACPR decisions by day, from `first` to the day of the report (empty where there are none)."""

    site_names: Mapping[str, str]
    reasons: tuple[Reason, ...]
    by_cpr: tuple[tuple[str, int], ...]
    areas: int
    sites: int
    first: date
    days: Whole
    events: tuple[Dated, ...] = ()

    def weeks(self) -> tuple[tuple[date, int], ...]:
        """Return the last whole weeks, each with its first day and its decisions."""
        number = min(len(self.days) // WEEK, MOST_WEEKS)
        last = self.days[len(self.days) - number * WEEK :]
        begins = self.first + timedelta(days=len(self.days) - number * WEEK)
        counts = last.reshape(number, WEEK).sum(axis=1).tolist()
        return tuple((begins + timedelta(days=WEEK * place), count) for place, count in enumerate(counts))

    def months(self) -> dict[str, int]:
        """Return decisions by month, for whole months alone."""
        found: dict[str, int] = {}
        for place, count in enumerate(self.days.tolist()):
            month = f"{self.first + timedelta(days=place):%Y-%m}"
            found[month] = found.get(month, 0) + count
        starts_whole = self.first.day == 1
        ends_whole = (self.first + timedelta(days=len(self.days))).day == 1
        names = list(found)[0 if starts_whole else 1 : None if ends_whole else -1]
        return {name: found[name] for name in names}


def look_behind(extract: Extract, since: date | None) -> Background:
    """Return the background of an extract."""
    with duckdb.connect(str(extract.database), read_only=True) as tables:
        asked = [(since or date.min) - _EPOCH, extract.as_of - _EPOCH]
        found = tables.execute(_DAYS, [each.days for each in asked]).fetchall()
        first = since or (_EPOCH + timedelta(days=found[0][0]) if found else extract.as_of)
        days = np.zeros(max((extract.as_of - first).days + 1, 0), dtype=np.int64)
        for day, count in found:
            days[day - (first - _EPOCH).days] = count
        (areas, sites) = tables.execute(
            "SELECT count(DISTINCT area_code), count(DISTINCT site_code) FROM decisions"
        ).fetchall()[0]
        return Background(
            site_names=dict(tables.execute("SELECT site_code, name FROM sites WHERE name IS NOT NULL").fetchall()),
            reasons=tuple(
                Reason(table=table, column=column, why=why, cells=cells)
                for table, column, why, cells in tables.execute(_REASONS, [MOST_REASONS]).fetchall()
            ),
            by_cpr=tuple((cpr or "not_recorded", count) for cpr, count in tables.execute(_KINDS).fetchall()),
            areas=int(areas),
            sites=int(sites),
            first=first,
            days=days,
            events=tuple(
                Dated(day=_EPOCH + timedelta(days=day), where=where, words=": ".join(filter(None, (kind, text))))
                for day, where, kind, text in tables.execute(
                    _EVENTS, [(first - _EPOCH).days, asked[1].days, MOST_EVENTS]
                ).fetchall()
            ),
        )
