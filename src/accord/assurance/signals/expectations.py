"""How many new decisions each site expects on each day, from its people and its peers, never from what is suspected.

Indirect standardisation day by day: each settled person without a decision brings the rate of their like over all
sites, by type of site, age band, dementia, palliative register and how long they had been there. The level is then the
site's own (a scan is conditional on its total); what counts is how it should spread over the days. All sites' own
rhythm over the seasons is taken in. Without stays, it is that rhythm alone.

Decisions are made when somebody comes. What was expected since the visit before is therefore expected on the day of
the next visit, for up to four weeks: a doctor who comes once a month signs for a month's people, and that is no burst.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from accord.assurance.signals.codings import Coded, coded, summed, table_of, whole
from accord.assurance.signals.decisions import number_of
from accord.assurance.signals.kinds import Held, Settings
from accord.assurance.signals.new_decisions import OF_PASSAGE, SETTLED, NewDecisions
from accord.assurance.statistics.numbers import Flags, Floats, Whole, floats

BANDS = (0, SETTLED, 120, 240, 10**6)
"""Days since arrival from which a person's rate is another. Where people live, those of the first do not count."""
BELIEF = 5.0
"""The rate of all people of a type of site counts as if so many decisions of the stratum had followed it."""
ROUND = 28
"""A visit stands for up to so many days before it: rounds are made once a month or more often."""
SEASON = 29
"""Days over which the rhythm of all sites is taken together."""
ENOUGH = 500
"""With fewer new decisions in all, no rhythm is learned from them."""

_STAYS = """
WITH made AS (
    SELECT person_id, min(decided_at_day) AS decided FROM decisions WHERE cpr = 'not_for_cpr' GROUP BY person_id
)
SELECT site_code, coalesce(site_type, 'other') || CASE WHEN age IS NULL THEN '?' WHEN age < 65 THEN 'a' WHEN age < 80
    THEN 'b' ELSE 'c' END || coalesce(dementia, '?') || coalesce(palliative_register, '?') AS stratum,
    coalesce(site_type, 'other') AS site_type, start_day AS arrives, coalesce(decided, 1000000) AS decided,
    least(coalesce(end_day, 1000000), coalesce(decided + 1, 1000000), ? + 1) AS leaves
FROM population LEFT JOIN made USING (person_id)
WHERE start_day IS NOT NULL AND site_code IS NOT NULL
"""
_VISITS = "SELECT DISTINCT site_code, decided_at_day AS day FROM decisions WHERE decided_at_day BETWEEN ? AND ?"


def expect_daily(held: Held, settings: Settings, new: NewDecisions) -> Floats:
    """Return what each site (row) expects on each day (column), in new decisions at the rate of its peers."""
    counted = new.counted
    observed = np.bincount(new.day[counted], minlength=new.length).astype(np.float64)
    given = held.has("population", "start_date")
    daily = _from_stays(held, settings, new) if given else np.ones((len(new.sites.codes), new.length))
    return floats(daily * _rhythm(observed, daily.sum(axis=0)))


def gather_on_visits(held: Held, new: NewDecisions, daily: Floats) -> Floats:
    """Return what is expected on each day where the days before a visit are made up for on the day of it."""
    table = table_of(held, _VISITS, [new.first, new.first + new.length - 1])
    site, day = new.sites.find(coded(table, "site_code")), whole(table, "day") - new.first
    visited = np.full(daily.shape, new.length, dtype=np.int32)
    known = site >= 0
    visited[site[known], day[known]] = day[known]
    following = np.minimum.accumulate(visited[:, ::-1], axis=1)[:, ::-1]
    days = np.arange(new.length, dtype=np.int32)
    falls = np.where((following < new.length) & (following - days < ROUND), following, days)
    rows = np.arange(len(daily), dtype=np.int64)[:, None] * new.length
    return summed((rows + falls).ravel(), daily.ravel(), daily.size).reshape(daily.shape)


def _from_stays(held: Held, settings: Settings, new: NewDecisions) -> Floats:
    table = table_of(held, _STAYS, [number_of(settings.as_of)])
    site, strata, types = new.sites.find(coded(table, "site_code")), coded(table, "stratum"), coded(table, "site_type")
    arrives, leaves, decided = (whole(table, name) - new.first for name in ("arrives", "leaves", "decided"))
    settles = np.where(np.isin(types.codes, OF_PASSAGE), 0, SETTLED)[types.numbers]
    daily = np.zeros((len(new.sites.codes), new.length))
    for begin, end in pairwise(BANDS):
        begins = np.clip(arrives + np.maximum(begin, settles), 0, new.length)
        ends = np.maximum(np.clip(np.minimum(arrives + end, leaves), 0, new.length), begins)
        made = (decided >= begins) & (decided < ends)
        rate = _rates(strata, types, ends - begins, made)
        here = (site >= 0) & (ends > begins)
        daily += _spread(site[here], begins[here], ends[here], rate[here], daily.shape)
    return daily


def _rates(strata: Coded, types: Coded, days: Whole, made: Flags) -> Floats:
    """Return the rate a day of each stay's stratum, that of its type of site believed where there are few."""
    risk, number = floats(days), floats(made)
    of_type = summed(types.numbers, number, len(types.codes)) / (summed(types.numbers, risk, len(types.codes)) + 1e-9)
    happened, at_risk = (summed(strata.numbers, each, len(strata.codes)) for each in (number, risk))
    usual = of_type[types.numbers]
    prior = np.divide(BELIEF, usual, out=np.full(len(usual), 1e9), where=usual > 0)
    return floats((happened[strata.numbers] + BELIEF) / (at_risk[strata.numbers] + prior))


def _spread(site: Whole, begins: Whole, ends: Whole, rate: Floats, shape: tuple[int, int]) -> Floats:
    """Return the sum of rates on each day of each site, each from its first day to before its last."""
    sites, length = shape
    wide = length + 1
    changes = summed(site * wide + begins, rate, sites * wide) - summed(site * wide + ends, rate, sites * wide)
    return floats(np.maximum(np.cumsum(changes.reshape(sites, wide), axis=1)[:, :length], 0.0))


def _rhythm(observed: Floats, expected: Floats) -> Floats:
    """Return how the decisions of all sites went above or below what their people made expected, season by season."""
    if observed.sum() < ENOUGH:
        return np.ones(len(observed))
    kernel = np.ones(SEASON)
    seen, mean = (np.convolve(each, kernel, mode="same") for each in (observed, expected))
    ratio = np.where(mean > 0, seen / np.where(mean > 0, mean, 1), 1.0)
    return floats(np.clip(ratio / np.average(ratio, weights=mean + 1e-9), 0.5, 2.0))
