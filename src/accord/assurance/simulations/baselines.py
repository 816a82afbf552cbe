"""Two detectors that anybody could write in an afternoon, to stand beside ours.

The funnel: a site whose share of people with a DNACPR lies above the upper 99.8% binomial limit about the rate of its
type of site. The count: five or more decisions at a site of care within seven days. Both name the decisions of their
last weeks, as a reviewer would be sent them.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
from scipy import stats

from accord.assurance.signals.kinds import Signal, SignalKind
from accord.assurance.simulations.settings import EPOCH

UPPER = 0.999
"""One side of 99.8% limits, as funnels are usually drawn (reference/statistics.md 4.1)."""
FUNNEL_DAYS = 91
COUNT, COUNT_DAYS, LOOK_BACK = 5, 7, 28

_PREVALENCE = """
    WITH held AS (
      SELECT DISTINCT person_id, site_code FROM decisions
      WHERE cpr = 'not_for_cpr' AND status = 'active'),
    sites AS (
      SELECT p.site_code, p.site_type, count(*) AS people, count(h.person_id) AS with_one
      FROM population p LEFT JOIN held h USING (person_id, site_code)
      WHERE p.end_day IS NULL OR p.end_day > $day GROUP BY ALL)
    SELECT site_code, people, with_one,
           sum(with_one) OVER (PARTITION BY site_type) / sum(people) OVER (PARTITION BY site_type) AS rate
    FROM sites
"""
_RECENT = """
    SELECT site_code, list(decision_id ORDER BY decision_id) FROM decisions
    WHERE cpr = 'not_for_cpr' AND decided_at_day > $day - $span GROUP BY site_code
"""
_CLUSTERS = """
    WITH recent AS (
      SELECT decision_id, site_code, decided_at_day AS day FROM decisions
      WHERE cpr = 'not_for_cpr' AND decided_at_day > $day - $look_back
        AND site_type NOT IN ('acute_hospital', 'community_hospital', 'mental_health', 'hospice')),
    windows AS (
      SELECT a.site_code, a.day, list(DISTINCT b.decision_id ORDER BY b.decision_id) AS ids
      FROM (SELECT DISTINCT site_code, day FROM recent) a
      JOIN recent b ON b.site_code = a.site_code AND b.day BETWEEN a.day AND a.day + $span - 1
      GROUP BY ALL)
    SELECT site_code, arg_max(day, (len(ids), -day)), arg_max(ids, (len(ids), -day))
    FROM windows WHERE len(ids) >= $least GROUP BY site_code ORDER BY site_code
"""


def funnel(database: Path, as_of: dt.date) -> list[Signal]:
    """Return the sites above the upper limit of a plain funnel of prevalence, by type of site."""
    day = (as_of - EPOCH).days
    with duckdb.connect(str(database), read_only=True) as tables:
        rows = tables.execute(_PREVALENCE, {"day": day}).fetchall()
        recent = dict(tables.execute(_RECENT, {"day": day, "span": FUNNEL_DAYS}).fetchall())
    return [
        Signal(
            signal=SignalKind.HIGH_RATE,
            question="Why do more people here have a decision than at other sites of its type?",
            site_code=site,
            decision_ids=tuple(recent.get(site, ())),
            observed=with_one,
            expected=float(people * rate),
            begins=as_of - dt.timedelta(days=FUNNEL_DAYS),
            ends=as_of,
        )
        for site, people, with_one, rate in sorted(rows)
        if with_one > _limit(people, rate)
    ]


def _limit(people: int, rate: float) -> Any:
    return stats.binom.ppf(UPPER, people, min(rate, 1.0))


def count_threshold(database: Path, as_of: dt.date) -> list[Signal]:
    """Return the sites outside hospitals with five or more decisions within seven days of the last four weeks."""
    given = {"day": (as_of - EPOCH).days, "look_back": LOOK_BACK, "span": COUNT_DAYS, "least": COUNT}
    with duckdb.connect(str(database), read_only=True) as tables:
        rows = tables.execute(_CLUSTERS, given).fetchall()
    return [
        Signal(
            signal=SignalKind.BURST,
            question="Why were so many decisions made here within a week?",
            site_code=site,
            decision_ids=tuple(ids),
            observed=len(ids),
            begins=EPOCH + dt.timedelta(days=first),
            ends=EPOCH + dt.timedelta(days=first + COUNT_DAYS - 1),
        )
        for site, first, ids in rows
    ]
