"""Shares of decisions in which something happened, by site, signer, practice or trust, and area: where there are more.

Each unit stands beside its peers with the same case-mix, itself left out, over the whole time asked about and over its
last weeks; over-dispersion between units is learned and allowed for. Only the upper tail raises a question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from accord.assurance.signals.case_mix import CaseMix
from accord.assurance.signals.decisions import day_of, number_of, window
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind
from accord.assurance.statistics.shares import share_funnel
from accord.assurance.statistics.standardisation import expect, strata

UNITS = ("site_code", "signer_id", "signer_org_code", "area_code")
SPANS = (28, 91)
"""Beside the whole time, the last so many days are looked at; the least chance counts three times (Bonferroni)."""
FEWEST = 3
"""A question needs so many cases, and a unit so many decisions to be compared at all."""
SMALL = 0.05
"""What is likelier than this is not raised; it counts as a test all the same."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was found of one unit, for its question."""

    words: str
    observed: int
    total: int
    not_recorded: int
    expected: float

    @property
    def is_driven_by_silence(self) -> bool:
        """Whether half or more of the cases are cases only because nothing is recorded either way."""
        return self.not_recorded * 2 >= self.observed


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """Something that may have happened too often. `rows`: SQL that gives one row a case at risk.

    Its columns are decision_id, the units, day, happened and silent (booleans, neither ever NULL), and what the
    case-mix needs. `silent`: nothing is recorded either way. `counts_silence`: what is silent happened as well (nothing
    recorded is what is asked about); otherwise it is no part of the share, and is only counted beside it.
    """

    kind: SignalKind
    rows: str
    case_mix: CaseMix
    question: Callable[[Asked], str]
    counts_silence: bool = False


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of one kind, over one span of days: an entry a unit."""

    observed: Ints
    total: Ints
    silent: Ints
    expected: npt.NDArray[np.float64]
    ratio: npt.NDArray[np.float64]
    p: npt.NDArray[np.float64]


def look(held: Held, settings: Settings, suspicion: Suspicion) -> Findings:
    """Return a signal for each unit with so many cases more than expected, the most unusual first."""
    tables = held.tables.cursor()
    _take(tables, settings, suspicion)
    signals: dict[tuple[str, ...], Signal] = {}
    tested = 0
    for unit in UNITS:
        if held.has("decisions", unit):
            found = _under(tables, settings, suspicion, unit)
            tested += found.tested
            for signal in found:
                kept = signals.get(signal.decision_ids)
                if kept is None or _chance(signal) < _chance(kept):
                    signals[signal.decision_ids] = signal
    tables.close()
    return Findings(strongest_first(signals.values()), tested=tested)


def strongest_first(signals: Iterable[Signal]) -> list[Signal]:
    """Return signals in the order of their chance, then of how many cases they are about."""
    return sorted(signals, key=lambda each: (_chance(each), -each.observed, each.decision_ids))


def _chance(signal: Signal) -> float:
    return 1.0 if signal.p_value is None else signal.p_value


def _take(tables: duckdb.DuckDBPyConnection, settings: Settings, suspicion: Suspicion) -> None:
    """Make a table `cases` of what is at risk, with its case-mix and the span of days that it lies in."""
    first, last = window(settings)
    spans = " ".join(f"WHEN $as_of - day < {days} THEN {number}" for number, days in enumerate(SPANS))
    spans = f"CASE {spans} ELSE {len(SPANS)} END"
    statement = _CASES.replace("SPAN", spans).replace("MIX", suspicion.case_mix.columns).replace("ROWS", suspicion.rows)
    given = {"first": first, "last": last, "as_of": number_of(settings.as_of)}
    tables.execute(statement, {name: value for name, value in given.items() if f"${name}" in statement})


_CASES = "CREATE TEMP TABLE cases AS SELECT *, SPAN AS span MIX FROM (ROWS)"
_CELLS = """
SELECT UNIT AS unit, span, count(*)::BIGINT AS cases, count_if(happened)::BIGINT AS happened,
    count_if(silent)::BIGINT AS silent MIX
FROM cases WHERE UNIT IS NOT NULL GROUP BY UNIT, span MIX
"""
_NAMED = """
SELECT UNIT, CASE WHEN min(site_code) = max(site_code) THEN min(site_code) END,
    CASE WHEN min(area_code) = max(area_code) THEN min(area_code) END,
    CASE WHEN min(signer_id) = max(signer_id) THEN min(signer_id) END,
    CASE WHEN min(signer_org_code) = max(signer_org_code) THEN min(signer_org_code) END,
    list(DISTINCT decision_id ORDER BY decision_id), min(day), max(day)
FROM cases JOIN raised ON UNIT = unit AND cases.span <= raised.span
WHERE happened GROUP BY UNIT ORDER BY UNIT
"""


def _under(tables: duckdb.DuckDBPyConnection, settings: Settings, suspicion: Suspicion, unit: str) -> Findings:
    mix = suspicion.case_mix
    cells = tables.execute(_CELLS.replace("UNIT", unit).replace("MIX", mix.names)).fetchnumpy()
    names, units = np.unique(cells["unit"].astype(str), return_inverse=True)
    if len(names) < 2:
        return Findings([])
    found = [_compare(cells, units, span, suspicion, settings.seed) for span in range(len(SPANS) + 1)]
    p = np.stack([each.p for each in found]).min(axis=0) * len(found)
    best = np.stack([each.p for each in found]).argmin(axis=0)
    enough = np.array([found[span].observed[place] for place, span in enumerate(best)]) >= FEWEST
    raised = np.flatnonzero((p <= SMALL) & enough)
    places = {names[place]: int(place) for place in raised}
    signals = [
        _signal(suspicion, unit, row, found[best[places[row[0]]]], places[row[0]])
        for row in _named(tables, unit, names[raised], best[raised])
    ]
    return Findings(signals, tested=int((found[-1].total >= FEWEST).sum()))


def _compare(cells: dict[str, Any], units: Ints, span: int, suspicion: Suspicion, seed: int) -> _Units:
    """Compare the units with their peers over the cells of the last days (all of them, for the last span)."""
    within = cells["span"] <= span
    happened = np.where(within, cells["happened"], 0)
    silent = np.where(within, cells["silent"], 0)
    risk = np.where(within, cells["cases"], 0) - (0 if suspicion.counts_silence else silent)
    mix = suspicion.case_mix
    columns = {name: cells[f"m{number}"] for number, name in enumerate(mix.adjusts_for)}
    codes = strata(columns, suspected=mix.never).codes if columns else np.zeros(len(units), np.int64)
    expected = expect(units, codes, happened, risk, leave_one_out=True)
    observed, total, unsaid = (np.bincount(units, each).astype(np.int64) for each in (happened, risk, silent))
    funnel = share_funnel(observed, total, np.minimum(expected, total), seed=seed)
    p = np.where(total >= FEWEST, funnel.p_upper, 1.0)
    return _Units(observed, total, unsaid, expected, funnel.values, p)


def _named(
    tables: duckdb.DuckDBPyConnection, unit: str, names: npt.NDArray[np.str_], spans: Ints
) -> Sequence[tuple[Any, ...]]:
    """Return for each unit that is raised what its cases have in common, and their decisions."""
    if not len(names):
        return []
    tables.register("raised", pa.table({"unit": pa.array(names.tolist(), pa.string()), "span": spans}))
    rows = tables.execute(_NAMED.replace("UNIT", unit).replace("= unit", "= raised.unit")).fetchall()
    tables.unregister("raised")
    return rows


_WORDS = {
    "site_code": "at this site",
    "signer_id": "by this signer",
    "signer_org_code": "by this practice or trust",
    "area_code": "in this area",
}


def _signal(suspicion: Suspicion, unit: str, row: tuple[Any, ...], found: _Units, place: int) -> Signal:
    _, site, area, signer, organisation, decisions, first, last = row
    asked = Asked(
        words=_WORDS[unit],
        observed=int(found.observed[place]),
        total=int(found.total[place]),
        not_recorded=int(found.silent[place]),
        expected=float(found.expected[place]),
    )
    return Signal(
        signal=suspicion.kind,
        question=suspicion.question(asked),
        decision_ids=tuple(decisions),
        observed=asked.observed,
        expected=asked.expected,
        statistic=float(found.ratio[place]),
        p_value=min(1.0, float(found.p[place]) * (len(SPANS) + 1)),
        site_code=site,
        area_code=area,
        signer_id=signer,
        signer_org_code=organisation,
        begins=day_of(first),
        ends=day_of(last),
    )
