"""`disparity`: a group of people has more decisions than others like them, or fewer conversations about them.

What is compared, and how, is in `disparities`; `table` gives every comparison for the report, in both directions. A
question is raised where the ratio is a quarter above one or more. The rate of decisions needs a population.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from accord.assurance.signals.case_mix import EXPRESSIONS
from accord.assurance.signals.codings import NONE, coded, in_order, whole
from accord.assurance.signals.decisions import day_of, window
from accord.assurance.signals.disparities import CHARACTERISTICS, Cells, Compared, compare
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
SELECT *, decided_at_day AS decided, 1.0 AS risk, NOT HELD AS happened, SETTING AS m0
FROM decisions
WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN $first AND $last AND site_code IS NOT NULL
"""
_OF_RATES = "SELECT *, days / YEAR AS risk COLUMNS FROM at_risk"
_MIXES = "SELECT count_if(happened)::DOUBLE AS happened MIX FROM (SOURCE) GROUP BY ALL"
_COMPARED = """
CREATE TEMP TABLE compared AS
SELECT site_code, coalesce(area_code, '') AS area_code, decision_id, decided, risk, happened, stratum GROUPINGS
FROM (SOURCE) JOIN strata USING (MIX)
"""
_CELLS = """
SELECT site_code, area_code, CHARACTERISTIC AS grouping, stratum, sum(risk)::DOUBLE AS risk,
    count_if(happened)::DOUBLE AS happened
FROM compared GROUP BY site_code, area_code, grouping, stratum
"""
_NAMED = """
SELECT list(decision_id ORDER BY decision_id), min(decided), max(decided) FROM compared
WHERE happened AND CHARACTERISTIC = ? AND (area_code = ? OR ? IS NULL)
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
        tables = _take(held, settings, counted)
        rows = _rows(tables, held, counted)
        tested += len(rows)
        raised = [each for each in rows if each.found.chance <= SMALL and each.found.ratio >= LEAST_RATIO]
        signals += [_signal(tables, each) for each in raised]
        tables.close()
    return Findings(strongest_first(signals), tested=tested)


def table(held: Held, settings: Settings) -> list[Row]:
    """Return every comparison that the extract bears, whichever its direction."""
    rows = []
    for counted in _countable(held):
        tables = _take(held, settings, counted)
        rows += _rows(tables, held, counted)
        tables.close()
    return rows


def _countable(held: Held) -> list[str]:
    """Return what can be counted: conversations that are missing, and first decisions where stays are given."""
    talks = any(held.has("decisions", column) for column in NEEDS)
    return ["no_conversation"] * talks + ["first_decision"] * has_stays(held)


def _take(held: Held, settings: Settings, counted: str) -> duckdb.DuckDBPyConnection:
    """Return a connection with a table `compared`: what was counted, its stratum, and a column a characteristic."""
    if counted == "first_decision":
        tables, given = take_at_risk(held, settings), {}
        source = _OF_RATES.replace("YEAR", str(YEAR)).replace("COLUMNS", CASE_MIX.columns)
        names = CASE_MIX.names
    else:
        tables, given = held.tables.cursor(), dict(zip(("first", "last"), window(settings), strict=True))
        source = _WITHOUT_TALK.replace("HELD", HELD).replace("SETTING", EXPRESSIONS["setting"])
        names = ", m0"
    mixes = tables.execute(_MIXES.replace("SOURCE", source).replace("MIX", names), given).fetchnumpy()
    happened = np.asarray(mixes.pop("happened"), dtype=np.float64)
    codes = adjusted(mixes, happened) if counted == "first_decision" else strata(mixes, suspected=()).codes
    tables.register("strata", {**{name: np.asarray(each) for name, each in mixes.items()}, "stratum": codes})
    groupings = "".join(f", {grouping} AS {name}_group" for name, grouping in CHARACTERISTICS.items())
    query = _COMPARED.replace("SOURCE", source).replace("GROUPINGS", groupings).replace("MIX", names.removeprefix(", "))
    tables.execute(query, given)
    tables.unregister("strata")
    return tables


def _rows(tables: duckdb.DuckDBPyConnection, held: Held, counted: str) -> list[Row]:
    rows = []
    source = "population" if counted == "first_decision" else "decisions"
    for characteristic in CHARACTERISTICS:
        if held.has(source, *COLUMNS.get(characteristic, (characteristic,))):
            query = _CELLS.replace("CHARACTERISTIC", f"{characteristic}_group")
            rows += _compared(tables.execute(query).to_arrow_table(), counted, characteristic)
    return rows


def _compared(cells: Any, counted: str, characteristic: str) -> list[Row]:
    groups, areas = (in_order(coded(cells, name)) for name in ("grouping", "area_code"))
    happened = np.asarray(cells.column("happened"), dtype=np.float64)
    counted_cells = Cells(
        site=coded(cells, "site_code").numbers,
        area=areas.numbers,
        stratum=whole(cells, "stratum"),
        group=groups.numbers,
        cases=happened,
        risk=np.asarray(cells.column("risk"), dtype=np.float64),
    )
    unknown = groups.numbers == NONE
    silent = np.bincount(areas.numbers[unknown], happened[unknown], minlength=len(areas.codes))
    return [
        Row(
            counted=counted,
            characteristic=characteristic,
            group=groups.codes[each.group],
            area_code=areas.code(each.area),
            not_recorded=int(silent.sum() if each.area < 0 else silent[each.area]),
            found=each,
        )
        for each in compare(counted_cells, len(groups.codes))
    ]


_QUESTIONS = {
    "no_conversation": "{cases} decisions about {group} {where} have no conversation recorded, where about"
    " {expected:.1f} would be expected as for others{silent}: what stood in the way of talking with them?",
    "first_decision": "{cases} {group} {where} came to a first decision, where about {expected:.1f} would be expected"
    " as for others like them{silent}: what explains the difference?",
}


def _signal(tables: duckdb.DuckDBPyConnection, row: Row) -> Signal:
    query = _NAMED.replace("CHARACTERISTIC", f"{row.characteristic}_group")
    decisions, first, last = tables.execute(query, [row.group, row.area_code, row.area_code]).fetchall()[0]
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
