"""`disparity`: a group of people has more decisions than others like them, or fewer conversations about them.

What is compared, and how, is in `disparities`; `table` gives every comparison for the report, in both directions. A
question is raised where the ratio is a quarter above one or more. The rate of decisions needs a population.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from accord.assurance.signals.case_mix import EXPRESSIONS
from accord.assurance.signals.decisions import day_of, window
from accord.assurance.signals.disparities import CHARACTERISTICS, Cells, Compared, compare, grouping, groups_of
from accord.assurance.signals.exposures import has_stays, take_at_risk
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.high_rate import CASE_MIX, adjusted
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind
from accord.assurance.signals.no_conversation import HELD, NEEDS
from accord.assurance.signals.suspicions import SMALL, strongest_first
from accord.assurance.statistics.standardisation import strata

LEAST_RATIO = 1.25
YEAR = 365.25
COLUMNS = {"deprivation": ("imd_decile",), "disability": ("physical_disability", "sensory_impairment")}
"""What a characteristic needs, where it is not a column of its own name."""

_WITHOUT_TALK = """
SELECT site_code, area_code, decision_id, decided_at_day AS decided, 1.0 AS risk, NOT HELD AS happened,
    SETTING AS m0 MADE
FROM decisions
WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN $first AND $last AND site_code IS NOT NULL
"""
_OF_RATES = "SELECT *, days / YEAR AS risk COLUMNS FROM at_risk"
_MIXES = "SELECT count_if(happened)::DOUBLE AS happened MIX FROM (SOURCE) GROUP BY ALL"
# Sites and areas by number: rows of words by the million are slow to sum, and large.
_COMPARED = """
CREATE TEMP TABLE compared AS
SELECT sites.number AS site, areas.number AS area, CASE WHEN happened THEN decision_id END AS decision_id,
    decided, risk, happened, stratum GROUPINGS
FROM (SOURCE) told JOIN strata USING (MIX) JOIN sites USING (site_code)
    JOIN areas ON coalesce(told.area_code, '') = areas.area_code
"""
_CODES = "SELECT DISTINCT coalesce(CODE, '') AS code FROM (SOURCE) ORDER BY code"
_CELLS = """
SELECT site, area, GROUP_NUMBER AS grouping, stratum, sum(risk)::DOUBLE AS risk, count_if(happened)::DOUBLE AS happened
FROM compared GROUP BY ALL
"""
_KEYS = ("site", "area", "stratum", "grouping")
_NAMED = """
SELECT list(decision_id ORDER BY decision_id), min(decided), max(decided) FROM compared
WHERE happened AND GROUP_NUMBER = ? AND (area = ? OR ? < 0)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table: a group in words, its area (None: all), what was counted, and how many are not known."""

    counted: str
    characteristic: str
    group: str
    area_code: str | None
    not_recorded: int
    found: Compared


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each group with more decisions, or fewer conversations, than others like them."""
    signals, tested = [], 0
    for counted in _countable(held):
        tables, areas = _take(held, settings, counted)
        rows = _rows(tables, held, counted, areas)
        tested += len(rows)
        raised = [each for each in rows if each.found.chance <= SMALL and each.found.ratio >= LEAST_RATIO]
        signals += [_signal(tables, each) for each in raised]
        tables.close()
    return Findings(strongest_first(signals), tested=tested)


def table(held: Held, settings: Settings) -> list[Row]:
    """Return every comparison that the extract bears, whichever its direction."""
    rows = []
    for counted in _countable(held):
        tables, areas = _take(held, settings, counted)
        rows += _rows(tables, held, counted, areas)
        tables.close()
    return rows


def _countable(held: Held) -> list[str]:
    """Return what can be counted: conversations that are missing, and first decisions where stays are given."""
    talks = any(held.has("decisions", column) for column in NEEDS)
    return ["no_conversation"] * talks + ["first_decision"] * has_stays(held)


def _take(held: Held, settings: Settings, counted: str) -> tuple[duckdb.DuckDBPyConnection, tuple[str, ...]]:
    """Return a connection with a table `compared`, and the codes of its areas.

    The table: what was counted, its stratum, and a number for each characteristic's group.
    """
    groupings = {f"{name}_group": grouping(name) for name in CHARACTERISTICS}
    made = "".join(f", {expression} AS {name}" for name, expression in groupings.items())
    if counted == "first_decision":
        tables, given = take_at_risk(held, settings, made), {}
        source = _OF_RATES.replace("YEAR", str(YEAR)).replace("COLUMNS", CASE_MIX.columns)
        names = CASE_MIX.names
    else:
        tables, given = held.tables.cursor(), dict(zip(("first", "last"), window(settings), strict=True))
        source = _WITHOUT_TALK.replace("HELD", HELD).replace("SETTING", EXPRESSIONS["setting"]).replace("MADE", made)
        names = ", m0"
    mixes = tables.execute(_MIXES.replace("SOURCE", source).replace("MIX", names), given).fetchnumpy()
    happened = np.asarray(mixes.pop("happened"), dtype=np.float64)
    codes = adjusted(mixes, happened) if counted == "first_decision" else strata(mixes, suspected=()).codes
    # Arrow: of words as objects of Python, DuckDB asks one by one what they are.
    tables.register("strata", pa.table({**{name: pa.array(each) for name, each in mixes.items()}, "stratum": codes}))
    areas = _number(tables, "area", source, given)
    _number(tables, "site", source, given)
    query = _COMPARED.replace("SOURCE", source).replace("GROUPINGS", "".join(f", {name}" for name in groupings))
    tables.execute(query.replace("MIX", names.removeprefix(", ")), given)
    return tables, areas


def _number(tables: duckdb.DuckDBPyConnection, unit: str, source: str, given: dict[str, int]) -> tuple[str, ...]:
    """Number the codes of areas or sites, from 0, in a view of their name; return them."""
    query = _CODES.replace("CODE", f"{unit}_code").replace("SOURCE", source)
    codes = [code for (code,) in tables.execute(query, given).fetchall()]
    numbers = np.arange(len(codes), dtype=np.int32)
    tables.register(f"{unit}s", pa.table({f"{unit}_code": pa.array(codes, pa.string()), "number": numbers}))
    return tuple(codes)


def _rows(tables: duckdb.DuckDBPyConnection, held: Held, counted: str, areas: tuple[str, ...]) -> list[Row]:
    rows = []
    source = "population" if counted == "first_decision" else "decisions"
    for characteristic in CHARACTERISTICS:
        if held.has(source, *COLUMNS.get(characteristic, (characteristic,))):
            query = _CELLS.replace("GROUP_NUMBER", f"{characteristic}_group")
            rows += _compared(tables.execute(query).fetchnumpy(), counted, characteristic, areas)
    return rows


def _compared(columns: dict[str, Any], counted: str, characteristic: str, areas: tuple[str, ...]) -> list[Row]:
    site, area, stratum, group = (np.asarray(columns[name], dtype=np.int64) for name in _KEYS)
    happened, risk = (np.asarray(columns[name], dtype=np.float64) for name in ("happened", "risk"))
    cells = Cells(site=site, area=area, stratum=stratum, group=group, cases=happened, risk=risk)
    unknown = cells.group < 0
    silent = np.bincount(cells.area[unknown], happened[unknown], minlength=len(areas))
    groups = groups_of(characteristic)
    return [
        Row(
            counted=counted,
            characteristic=characteristic,
            group=groups[each.group],
            area_code=areas[each.area] if each.area >= 0 else None,
            not_recorded=int(silent.sum() if each.area < 0 else silent[each.area]),
            found=each,
        )
        for each in compare(cells, len(groups))
    ]


_QUESTIONS = {
    "no_conversation": "{cases} decisions about {group} {where} have no conversation recorded, where about"
    " {expected:.1f} would be expected as for others{silent}: what stood in the way of talking with them?",
    "first_decision": "{cases} {group} {where} came to a first decision, where about {expected:.1f} would be expected"
    " as for others like them{silent}: what explains the difference?",
}


def _signal(tables: duckdb.DuckDBPyConnection, row: Row) -> Signal:
    query = _NAMED.replace("GROUP_NUMBER", f"{row.characteristic}_group")
    number = groups_of(row.characteristic).index(row.group)
    decisions, first, last = tables.execute(query, [number, row.found.area, row.found.area]).fetchall()[0]
    silent = f" ({row.characteristic.replace('_', ' ')} is not recorded for {row.not_recorded} more)"
    return Signal(
        signal=SignalKind.DISPARITY,
        question=_QUESTIONS[row.counted].format(
            cases=row.found.cases,
            group=row.group,
            where="in this area" if row.area_code else "over all areas",
            expected=row.found.expected,
            silent=silent if row.not_recorded else "",
        ),
        decision_ids=tuple(decisions),
        observed=row.found.cases,
        expected=row.found.expected,
        statistic=row.found.ratio,
        p_value=row.found.chance,
        area_code=row.area_code,
        group=row.group,
        begins=day_of(first),
        ends=day_of(last),
    )
