"""The measures of a run, as somebody may see them: of their own sites alone.

Whoever sees everything is given what the run wrote. For everybody else the counts of the sites that they may see are
added up, and shares and limits made of the sums; a median cannot be made so, and is given for one site at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from accord.assurance.queries import stores
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.assurance.queries.stores import Rows
from accord.assurance.statistics.intervals import wilson

KEPT = 64
"""Answers kept, whoever asked: a run never changes, so what it gave is the same for as long as it is the run shown."""

_WHERE = "(? IS NULL OR measure_id = ?) AND (? IS NULL OR breakdown = ?)"
_COLUMNS = "measure_id, breakdown, value, numerator, denominator, not_recorded, proportion, lower, upper"
_EVERYWHERE = f"SELECT {_COLUMNS} FROM measures WHERE {_WHERE} ORDER BY ALL"  # noqa: S608 (names of ours)
_PLACES = f"""
SELECT {_COLUMNS} FROM measures WHERE {_WHERE} AND (
  breakdown IN ('site', 'signer_org') AND list_contains(?, value)
  OR breakdown = 'area' AND value IN
    (SELECT area_code FROM sites GROUP BY area_code HAVING bool_and(list_contains(?, site_code)))
) ORDER BY ALL
"""  # noqa: S608 (names of ours)
_ADDED = f"""
SELECT measure_id, breakdown, value,
  sum(numerator)::BIGINT, sum(denominator)::BIGINT, sum(not_recorded)::BIGINT
FROM measures_by_site WHERE {_WHERE} AND list_contains(?, site_code)
GROUP BY ALL ORDER BY ALL
"""  # noqa: S608 (names of ours)
_OF_ONE_SITE = f"""
SELECT measure_id, 'all', 'all', numerator, denominator, not_recorded, proportion, lower, upper FROM measures
WHERE {_WHERE} AND value = ? AND measure_id NOT IN (SELECT DISTINCT measure_id FROM measures_by_site) ORDER BY ALL
"""  # noqa: S608 (names of ours)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of one group, as `measures.csv` gives it: what is not recorded always stands beside.

    Its fields stand in the order of that file's columns. For a quantile `numerator`, `lower` and `upper` are days, and
    there is no `proportion`.
    """

    measure_id: str
    breakdown: str
    value: str
    numerator: int
    denominator: int
    not_recorded: int
    proportion: float | None
    lower: float | None
    upper: float | None


@lru_cache(maxsize=KEPT)
def rows(
    run: CurrentRun, *, measure: str | None = None, breakdown: str | None = None, scope: Scope
) -> tuple[Measured, ...]:
    """Return the measures of a run within a scope, by measure, breakdown and value.

    In a scope, "all" and every group of people are those of its sites together; an area is given where all of its
    sites are within.
    """
    asked = [measure, measure, breakdown, breakdown]
    if scope.site_codes is None:
        return tuple(Measured(*row) for row in stores.ask(run.folder, _EVERYWHERE, asked))
    return tuple(sorted((*_places(run, asked, scope), *_of_people(run, asked, scope)), key=_order))


def of_site(
    run: CurrentRun, site: str, *, measure: str | None = None, breakdown: str | None = None
) -> tuple[Measured, ...]:
    """Return the measures of one site, altogether and by its own people. Who may see it is asked before."""
    return rows(run, measure=measure, breakdown=breakdown, scope=Scope(site_codes=frozenset({site})))


def _places(run: CurrentRun, asked: list[str | None], scope: Scope) -> list[Measured]:
    codes = sorted(scope.site_codes or ())
    found = [*stores.ask(run.folder, _PLACES, [*asked, codes, codes])]
    if len(codes) == 1 and asked[2] in {None, "all"}:
        found += stores.ask(run.folder, _OF_ONE_SITE, [*asked[:2], "site", "site", codes[0]])
    return [Measured(*row) for row in found]


def _of_people(run: CurrentRun, asked: list[str | None], scope: Scope) -> list[Measured]:
    found: Rows = stores.ask(run.folder, _ADDED, [*asked, sorted(scope.site_codes or ())])
    if not found:
        return []
    so, of = (np.array([row[place] for row in found], dtype=np.float64) for place in (3, 4))
    limits = wilson(so, of)
    return [
        Measured(*(*row, row[3] / row[4], lower, upper) if row[4] else (*row, None, None, None))
        for row, lower, upper in zip(found, limits.lower.tolist(), limits.upper.tolist(), strict=True)
    ]


def _order(row: Measured) -> tuple[str, str, str]:
    return row.measure_id, row.breakdown, row.value
