"""`whole_group`: everyone in a group at a site has a decision while others there do not.

"In one care home, everyone over 80 with dementia" (reference/review-facts.md 1.1). People who have been there for four
weeks count. The chance is exact and of the site alone: in a nursing home where nearly everybody has one, a group of
whom everybody does says nothing. Age and dementia count with the odds that they have at other sites of the type; a
learning disability, autism or mental illness never does. Needs stays (`population`).

It is asked on the last day. People come and go, and of a group that was whole two years ago half have gone: so a run
that no earlier one went before asks once more, on the last day of the three months in which most was decided at each
site. How many were decided then says nothing of whom, given how many have one: choosing so leaves the chance exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from accord.assurance.signals.decisions import day_of, window
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.groups import AGES, CONDITIONS, GROUPS, Group
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind
from accord.assurance.signals.suspicions import SMALL, strongest_first
from accord.assurance.statistics.numbers import Flags, Floats, Whole
from accord.assurance.statistics.tails import hypergeometric_upper
from accord.assurance.statistics.whole_groups import expected_of, group_upper, odds_elsewhere

NEEDS = ("person_id", "site_code", "start_date", "age")
FEWEST = 3
"""A group has so many people or more; and so many of their decisions are of the time asked about."""
TENTH = 10
"""Of ten people one may have none: an entry may be late, and somebody may have come since."""
SETTLED = 28
"""Who came within so many days is not counted: a decision may not have been thought of yet."""

BUSY = 91
"""The days of a site's past are looked at so many at a time, for the time in which most was decided there."""

# In the order of sites, so that what is asked of one site reads little.
_PRESENT = """
CREATE OR REPLACE TEMP TABLE present AS
WITH there AS (
    SELECT p.*, day FROM population p JOIN asked_on USING (site_code)
    WHERE start_day <= day - SETTLED AND coalesce(end_day > day, true)
    QUALIFY row_number() OVER (PARTITION BY site_code, person_id ORDER BY start_day DESC) = 1
), held AS (
    SELECT there.site_code, person_id, arg_max(d.decision_id, (d.decided_at_day, d.decision_id)) AS decision_id,
        max(d.decided_at_day) AS decided
    FROM decisions d JOIN there USING (person_id)
    WHERE d.cpr = 'not_for_cpr' AND d.decided_at_day <= day
        AND coalesce(d.ended_at_day > day, d.status IN ('active', 'suspended'))
    GROUP BY there.site_code, person_id
)
SELECT site_code, coalesce(site_type, 'not recorded') AS site_type, area_code, coalesce(age, -1) AS age,
    coalesce(dementia = 'yes', false) AS dementia, coalesce(learning_disability = 'yes', false) AS learning_disability,
    coalesce(autism = 'yes', false) AS autism, coalesce(mental_illness = 'yes', false) AS mental_illness,
    decision_id, decided
FROM there LEFT JOIN held USING (site_code, person_id)
ORDER BY site_code
"""
_NOW = """
CREATE OR REPLACE TEMP TABLE asked_on AS
SELECT DISTINCT site_code, $as_of::BIGINT AS day FROM population WHERE site_code IS NOT NULL
"""
_BUSIEST = """
CREATE OR REPLACE TEMP TABLE asked_on AS
SELECT site_code, last AS day FROM (
    SELECT site_code, ($as_of - decided_at_day) // BUSY AS ago, count(*) AS decided, max(decided_at_day) AS last
    FROM decisions
    WHERE cpr = 'not_for_cpr' AND site_code IS NOT NULL AND decided_at_day BETWEEN $first AND $as_of
    GROUP BY site_code, ago
    QUALIFY row_number() OVER (PARTITION BY site_code ORDER BY decided DESC, ago) = 1
) WHERE ago > 0 AND decided >= LEAST
"""
_CELLS = """
SELECT site_code, any_value(site_type) AS site_type, age, dementia, learning_disability, autism, mental_illness,
    count(*)::BIGINT AS people, count(decision_id)::BIGINT AS having, count_if(decided >= ?)::BIGINT AS recent
FROM present GROUP BY site_code, age, dementia, learning_disability, autism, mental_illness
"""
_NAMED = """
SELECT any_value(area_code), list(decision_id ORDER BY decision_id), min(decided), max(decided),
    (SELECT any_value(day) FROM asked_on WHERE asked_on.site_code = any_value(present.site_code))
FROM present WHERE site_code = ? AND decision_id IS NOT NULL AND age BETWEEN ? AND ?
"""


@dataclass(frozen=True, slots=True)
class _Sites:
    """The sites: a number for each cell's, their codes and types, and how many people there are, and have one."""

    of_cell: Whole
    codes: Any
    kinds: Any
    people: Whole
    having: Whole

    def count(self, within: Flags, numbers: Whole) -> Whole:
        """Return the sum by site of the cells within a group."""
        found = np.bincount(self.of_cell, np.where(within, numbers, 0), minlength=len(self.codes))
        return found.astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Complete:
    """A group of which everybody at a site has a decision, or nearly everybody."""

    group: Group
    site: str
    people: int
    having: int
    expected: float
    chance: float


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each site with such a group: its most unusual one."""
    if not held.has("population", *NEEDS):
        return Findings([])
    tables = held.tables.cursor()
    signals: dict[str | None, Signal] = {}
    tested = 0
    for asked_on in _times(settings):
        found = _ask(tables, asked_on, settings)
        tested += found.tested
        for each in found:
            signals[each.site_code] = min(signals.get(each.site_code, each), each, key=_order)
    tables.close()
    return Findings(strongest_first(signals.values()), tested=tested)


def _times(settings: Settings) -> tuple[str, ...]:
    """Return the days on which it is asked: the last one and, unless an earlier run asked then, each site's busiest."""
    return (_NOW,) if settings.looks > 1 else (_NOW, _BUSIEST)


def _order(signal: Signal) -> tuple[float, float]:
    return (1.0 if signal.p_value is None else signal.p_value), -signal.observed


def _ask(tables: duckdb.DuckDBPyConnection, asked_on: str, settings: Settings) -> Findings:
    """Ask it of every site, on its day: the most unusual group of each."""
    first, last = window(settings)
    given = {"as_of": last, "first": first}
    tables.execute(
        asked_on.replace("BUSY", str(BUSY)).replace("LEAST", str(FEWEST)),
        {name: value for name, value in given.items() if f"${name}" in asked_on},
    )
    tables.execute(_PRESENT.replace("SETTLED", str(SETTLED)))
    cells = tables.execute(_CELLS, [first]).fetchnumpy()
    best: dict[str, _Complete] = {}
    tested = 0
    sites = _sites(cells)
    for group in GROUPS if len(cells["age"]) else ():
        testable, found = _look(group, cells, sites)
        tested += testable
        for each in found:
            if each.site not in best or (each.chance, -each.people) < (best[each.site].chance, -best[each.site].people):
                best[each.site] = each
    return Findings([_signal(tables, each, last) for each in best.values()], tested=tested)


def _sites(cells: dict[str, Any]) -> _Sites:
    codes, first, of_cell = np.unique(cells["site_code"].astype(str), return_index=True, return_inverse=True)
    people, having = (np.bincount(of_cell, cells[name]).astype(np.int64) for name in ("people", "having"))
    return _Sites(of_cell, codes, cells["site_type"].astype(str)[first], people, having)


def _look(group: Group, cells: dict[str, Any], sites: _Sites) -> tuple[int, Iterator[_Complete]]:
    """Return at how many sites the group could have been found, and where it was.

    Where even everybody would be no surprise, nothing was tested (Tarone 1990, Biometrics 46:515).
    """
    within = group.holds(cells)
    people, having, recent = (sites.count(within, cells[name]) for name in ("people", "having", "recent"))
    possible = (people >= FEWEST) & (people < sites.people) & (people <= sites.having) & (sites.having < sites.people)
    places = np.flatnonzero(possible)
    least = hypergeometric_upper(people[places], people[places], sites.having[places], sites.people[places])
    places = places[least <= SMALL]
    missing = people[places] - having[places]
    found = places[(missing <= people[places] // TENTH) & (recent[places] >= FEWEST)]
    return len(places), _complete(group, found, (people, having), sites, _odds(group, cells, sites)[found])


def _odds(group: Group, cells: dict[str, Any], sites: _Sites) -> Floats:
    """Return the odds that the group's age and dementia have at the other sites of each site's type."""
    within = group.natural.holds(cells)
    people, having = (sites.count(within, cells[name]) for name in ("people", "having"))
    odds = np.ones(len(sites.codes))
    for kind in np.unique(sites.kinds):
        own = sites.kinds == kind
        odds[own] = odds_elsewhere(having[own], people[own], sites.having[own], sites.people[own])
    return odds


def _complete(
    group: Group, found: Whole, counts: tuple[Whole, Whole], sites: _Sites, odds: Floats
) -> Iterator[_Complete]:
    if not len(found):
        return
    size, with_one = (each[found] for each in counts)
    having, everyone = sites.having[found], sites.people[found]
    chances, expected = group_upper(with_one, size, having, everyone, odds), expected_of(size, having, everyone, odds)
    for place, site in enumerate(found):
        if chances[place] <= SMALL:
            yield _Complete(
                group=group,
                site=str(sites.codes[site]),
                people=int(size[place]),
                having=int(with_one[place]),
                expected=float(expected[place]),
                chance=float(chances[place]),
            )


def _signal(tables: duckdb.DuckDBPyConnection, found: _Complete, as_of: int) -> Signal:
    query = _NAMED + "".join(f" AND {each}" for each in found.group.conditions if each in CONDITIONS)
    youngest, oldest = AGES[found.group.age] if found.group.age else (-1, 200)
    area, decisions, first, last, day = tables.execute(query, [found.site, youngest, oldest]).fetchall()[0]
    words = found.group.words if found.having == found.people else f"nearly {found.group.words}"
    then = day_of(day)
    has = "has a decision" if day == as_of else f"had a decision on {then.day} {then:%B %Y}"
    return Signal(
        signal=SignalKind.WHOLE_GROUP,
        question=(
            f"At this site {words} {has} ({found.having} people, where about {found.expected:.1f}"
            " would be expected of all who have one there): what was each person's own reason?"
        ),
        decision_ids=tuple(decisions),
        observed=found.having,
        expected=found.expected,
        statistic=found.having / found.expected,
        p_value=found.chance,
        site_code=found.site,
        area_code=area,
        group=words,
        begins=day_of(first),
        ends=day_of(last),
    )
