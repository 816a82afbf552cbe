"""Few passes for many breakdowns: rows are grouped by several columns at once, and the small result is added up here.

A pass over ten million rows costs what it reads; adding up the few thousand groups that it gives costs nothing. The
groups of a breakdown (bands, months) are made here too, by the function that the oracle uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from accord.assurance.runs.workings import M, Working
from accord.assurance.statistics.numbers import Whole
from accord.soundness import questions
from accord.soundness.measures.breakdowns import NOBODY_SAYS, Breakdown
from accord.soundness.questions import Answered

TOGETHER = (
    ("site_code", "site_type", "area_code"),
    ("age", "sex", "ethnicity"),
    ("imd_decile", "frailty", "palliative_register", "dementia"),
    (
        "learning_disability",
        "downs_syndrome",
        "autism",
        "mental_illness",
        "physical_disability",
        "sensory_impairment",
        "communication_need",
    ),
)
"""Columns that are grouped by at once: few groups, or the one column says the others."""
OF_PLACES = frozenset({"area", "site_type", "site", "signer_org", "signer"})
"""Breakdowns that a site answers by itself, or that are of whoever signs: not made again for each site."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups of one breakdown, sorted, and for each question how it was answered: arrays with a place a group."""

    breakdown: Breakdown
    groups: tuple[str, ...]
    answered: Mapping[str, Answered]


@dataclass(frozen=True, slots=True)
class GroupedBySite:
    """The same with a place a site and group."""

    breakdown: Breakdown
    sites: tuple[str, ...]
    groups: tuple[str, ...]
    answered: Mapping[str, Answered]


@dataclass(frozen=True, slots=True)
class Spread:
    """For one breakdown, how many rows of each group lie so many days apart."""

    breakdown: Breakdown
    groups: tuple[str, ...]
    group: Whole
    days: Whole
    rows: Whole


def counted(working: Working, name: str = M, *, only: Collection[str] = ()) -> Iterator[Grouped]:
    """Yield how each measure, or each rule, was answered, for each breakdown or for those that are named."""
    asked = working.measures if name == M else working.rules
    sums = questions.sums(asked, working.table, name)
    wanted = [each for each in working.breakdowns if not only or each.name in only]
    for columns in _passes(wanted):
        result = working.table.group_by(list(columns)).aggregate(**sums).to_pyarrow()
        found = np.column_stack([result[name].to_numpy() for name in sums]).astype(np.int64)
        for breakdown in _of(wanted, columns):
            groups, places = _grouped(working, breakdown, result[breakdown.column])
            total = np.zeros((len(groups), len(sums)), dtype=np.int64)
            np.add.at(total, places, found)
            added = {name: total[:, place] for place, name in enumerate(sums)}
            yield Grouped(breakdown, groups, questions.counts(asked, added, name))


def by_site(working: Working) -> Iterator[GroupedBySite]:
    """Yield how each measure was answered at each site, altogether and for each breakdown that is of people or time.

    One pass a breakdown: several columns at once, with the site, would give nearly as many groups as rows.
    """
    asked = working.measures
    sums = questions.sums(asked, working.table, M)
    for breakdown in working.breakdowns:
        if breakdown.name in OF_PLACES:
            continue
        columns = list(dict.fromkeys(("site_code", breakdown.column)))
        result = working.table.group_by(columns).aggregate(**sums).to_pyarrow()
        groups, places = _grouped(working, breakdown, result[breakdown.column])
        sites, there = _sites(result["site_code"])
        pairs, found = np.unique(there * max(len(groups), 1) + places, return_inverse=True)
        total = np.zeros((len(pairs), len(sums)), dtype=np.int64)
        np.add.at(total, found, np.column_stack([result[name].to_numpy() for name in sums]).astype(np.int64))
        site, group = np.divmod(pairs, max(len(groups), 1))
        yield GroupedBySite(
            breakdown,
            tuple(sites[each] for each in site.tolist()),
            tuple(groups[each] for each in group.tolist()),
            questions.counts(asked, {name: total[:, place] for place, name in enumerate(sums)}, M),
        )


def spread(working: Working, span: str) -> Iterator[Spread]:
    """Yield, for each breakdown, how many rows lie how many days apart."""
    apart = working.table.filter(working.table[span].notnull())
    for columns in _passes(working.breakdowns):
        result = _with_rows(apart, [*columns, span])
        for breakdown in _of(working.breakdowns, columns):
            groups, places = _grouped(working, breakdown, result[breakdown.column])
            yield Spread(breakdown, groups, places, result[span].to_numpy(), result["rows"].to_numpy())


def _with_rows(table: ir.Table, columns: Sequence[str]) -> pa.Table:
    return table.group_by(list(columns)).aggregate(rows=ibis._.count()).to_pyarrow()


def _passes(breakdowns: Sequence[Breakdown]) -> list[tuple[str, ...]]:
    wanted = dict.fromkeys(each.column for each in breakdowns)
    joined = [tuple(column for column in columns if column in wanted) for columns in TOGETHER]
    alone = [(column,) for column in wanted if not any(column in columns for columns in TOGETHER)]
    return [columns for columns in (*joined, *alone) if columns]


def _of(breakdowns: Sequence[Breakdown], columns: Sequence[str]) -> list[Breakdown]:
    return [each for each in breakdowns if each.column in columns]


def _sites(column: pa.ChunkedArray) -> tuple[list[str], Whole]:
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    names = [NOBODY_SAYS if cell is None else str(cell) for cell in encoded.dictionary.to_pylist()]
    return names, encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _grouped(working: Working, breakdown: Breakdown, column: pa.ChunkedArray) -> tuple[tuple[str, ...], Whole]:
    """Return the groups of a breakdown, and into which of them each row falls."""
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    words = [breakdown.group(working.value(breakdown.column, cell)) for cell in encoded.dictionary.to_pylist()]
    groups = sorted(set(words))
    order = {group: place for place, group in enumerate(groups)}
    places = np.array([order[word] for word in words], dtype=np.int64)
    return tuple(groups), places[encoded.indices.to_numpy(zero_copy_only=False)]
