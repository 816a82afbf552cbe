"""`high_rate`: more people at a site, or in an area, come to a first decision than people like them do elsewhere.

A rate is a number of first decisions over days at risk, so this needs a population (`exposures.ABSENT` is what to say
without one). Beside its peers, itself left out, after as much case-mix as the extract can bear; never adjusted for
learning disability, autism, mental illness, another disability, sex, ethnicity or deprivation: a site that decides so
for everybody with one of these would be as expected. That a kind of site has many is a measure, and no signal.

Not asked of hospitals, hospices and ambulances: who comes there, and how ill, the dataset does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from accord.assurance.signals.case_mix import PROCESS, PROTECTED, CaseMix
from accord.assurance.signals.decisions import day_of
from accord.assurance.signals.exposures import is_known, take_at_risk
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind
from accord.assurance.signals.suspicions import FEWEST, SMALL, strongest_first
from accord.assurance.statistics.funnels import ratio_funnel
from accord.assurance.statistics.numbers import Floats, Whole
from accord.assurance.statistics.standardisation import expect, strata

CASE_MIX = CaseMix(
    adjusts_for=("site_type", "tenure", "age", "palliative_register", "frailty", "dementia"),
    never=PROTECTED | PROCESS,
)
"""In the order of what explains most; the later ones are left out where strata would hold too few decisions."""
A_STRATUM = 10
"""So many decisions a stratum, on average, bear one more column of case-mix."""
LARGE, ENOUGH = 5.0, 10
"""Over-dispersion is learned from units of which so many are expected, where there are so many such units."""
UNITS = {"site_code": "at this site", "area_code": "in this area"}

_CELLS = """
SELECT UNIT AS unit, sum(days)::DOUBLE AS days, count_if(happened)::BIGINT AS happened MIX
FROM (SELECT * COLUMNS FROM at_risk
    WHERE site_type IS NULL OR site_type NOT IN ('acute_hospital', 'community_hospital', 'mental_health', 'hospice',
        'ambulance')) WHERE UNIT IS NOT NULL GROUP BY UNIT MIX
"""
_NAMED = """
SELECT UNIT, CASE WHEN min(area_code) = max(area_code) THEN min(area_code) END,
    list(DISTINCT decision_id ORDER BY decision_id), min(decided), max(decided)
FROM at_risk WHERE happened AND UNIT IN (SELECT unnest(?)) AND (site_type IS NULL OR site_type NOT IN (
    'acute_hospital', 'community_hospital', 'mental_health', 'hospice', 'ambulance')) GROUP BY UNIT ORDER BY UNIT
"""


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each site and area with more first decisions than its peers, the most unusual first."""
    if not is_known(held):
        return Findings([])
    tables = take_at_risk(held, settings)
    found = [_under(tables, unit) for unit in UNITS]
    tables.close()
    return Findings(
        strongest_first(signal for each in found for signal in each), tested=sum(each.tested for each in found)
    )


def _under(tables: duckdb.DuckDBPyConnection, unit: str) -> Findings:
    mix = CASE_MIX
    query = _CELLS.replace("COLUMNS", mix.columns).replace("UNIT", unit).replace("MIX", mix.names)
    cells = tables.execute(query).fetchnumpy()
    names, units = np.unique(cells["unit"].astype(str), return_inverse=True)
    if len(names) < 2:
        return Findings([])
    happened, days = (np.asarray(cells[name], dtype=np.float64) for name in ("happened", "days"))
    expected = expect(units, adjusted(cells, happened), happened, days, leave_one_out=True)
    plain = expect(units, np.zeros(len(units), np.int64), happened, days, leave_one_out=True)
    observed = np.bincount(units, happened).astype(np.float64)
    ratio, p = _tested(observed, expected)
    raised = np.flatnonzero((p <= SMALL) & (observed >= FEWEST))
    rows = tables.execute(_NAMED.replace("UNIT", unit), [[str(each) for each in names[raised]]]).fetchall()
    places = {names[place]: int(place) for place in raised}
    signals = [
        _signal(unit, row, _Unit(*(float(each[places[row[0]]]) for each in (observed, expected, plain, ratio, p))))
        for row in rows
    ]
    return Findings(signals, tested=int(np.isfinite(p).sum()))


def _tested(observed: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """Return the ratio and the chance of each unit; NaN where nothing is expected."""
    ratio, p = np.full(len(observed), np.nan), np.full(len(observed), np.nan)
    units = np.flatnonzero(expected > 0)
    large = (expected[units] >= LARGE).sum() >= ENOUGH
    funnel = ratio_funnel(observed[units], expected[units], smallest=LARGE if large else 1.0)
    ratio[units], p[units] = funnel.values, funnel.p_upper
    return ratio, p


def adjusted(cells: dict[str, Any], happened: Floats) -> Whole:
    """Return the strata of the cells, by as many columns of the case-mix as their decisions bear."""
    columns: dict[str, Any] = {}
    codes = np.zeros(len(happened), np.int64)
    for number, name in enumerate(CASE_MIX.adjusts_for):
        columns[name] = cells[f"m{number}"]
        finer = strata(columns, suspected=CASE_MIX.never).codes
        if happened.sum() < A_STRATUM * (finer.max(initial=0) + 1):
            return codes
        codes = finer
    return codes


@dataclass(frozen=True, slots=True)
class _Unit:
    """What was found of one site or area; `plain`: what would be expected without case-mix."""

    observed: float
    expected: float
    plain: float
    ratio: float
    p: float


def _signal(unit: str, row: tuple[Any, ...], found: _Unit) -> Signal:
    code, area, decisions, first, last = row
    return Signal(
        signal=SignalKind.HIGH_RATE,
        question=(
            f"{found.observed:.0f} people {UNITS[unit]} came to a first decision, where about {found.expected:.1f}"
            f" would be expected of people like them ({found.plain:.1f} before case-mix): what brought each about?"
        ),
        decision_ids=tuple(decisions),
        observed=found.observed,
        expected=found.expected,
        statistic=found.ratio,
        p_value=found.p,
        site_code=code if unit == "site_code" else None,
        area_code=area,
        begins=day_of(first),
        ends=day_of(last),
    )
