"""The measures of a run: every measure in every breakdown, with its limits, as `measures.csv` (design/dataset.md).

One row a measure, breakdown and group. For a quantile `numerator` is its value in days, `denominator` how many rows it
is taken of, `proportion` is empty, and the limits are the quantiles at the Wilson limits of its rank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
from pyarrow import compute

from accord.assurance.runs.counted_people import counted_people
from accord.assurance.runs.engines import Engine
from accord.assurance.runs.frames import Frames
from accord.assurance.runs.lines import ORDER, SCHEMA, limits, lines
from accord.assurance.runs.passes import Grouped, Spread, counted, spread
from accord.assurance.runs.workings import Working, span_of, work_out
from accord.assurance.statistics.intervals import wilson
from accord.assurance.statistics.numbers import Floats, Whole
from accord.soundness.answering import Answer
from accord.soundness.measures.catalogue import over
from accord.soundness.measures.definitions import Measure, Missing, Over


def write_measures(
    engine: Engine, workings: Sequence[Working], file: Path, *, only: Collection[str] | None = None
) -> pa.Table:
    """Write `measures.csv`, and return what stands in it. `only`: the measures that the files can answer.

    Of any other nothing was given, and a share of nothing given would read as a share of none.
    """
    found = measured(workings, counted_people(engine))
    if only is not None:
        found = found.filter(compute.field("measure_id").isin(list(only)))
    pc.write_csv(found, file)
    return found


def workings(engine: Engine, asked: Sequence[Answer] = (), *, by_signer: bool = False) -> list[Working]:
    """Return the narrow rows of every kind whose files were given, those of decisions first, with the rules."""
    frames = Frames(engine)
    found = (
        work_out(frames, each, answers=asked if each is Over.DECISIONS else (), by_signer=by_signer) for each in Over
    )
    return [working for working in found if working is not None]


def measured(workings: Sequence[Working], more: Iterable[pa.Table] = ()) -> pa.Table:
    """Return every measure that these rows can give, in every breakdown, sorted, among more rows of the same kind."""
    tables = [*(table for working in workings for table in _measured(working)), *more]
    return pa.concat_tables(tables).sort_by(ORDER) if tables else SCHEMA.empty_table()


def _measured(working: Working) -> Iterator[pa.Table]:
    missing = {}
    for grouped in counted(working):
        for measure in over(working.over):
            yield _shares(measure, grouped)
        for measure in over(working.over, quantiles=True):
            not_recorded = grouped.answered[measure.id].not_recorded.tolist()
            missing[measure.id, grouped.breakdown.name] = dict(zip(grouped.groups, not_recorded, strict=True))
    for measure in over(working.over, quantiles=True):
        for each in spread(working, span_of(measure)):
            yield _quantiles(measure, each, missing[measure.id, each.breakdown.name])


def _shares(measure: Measure, grouped: Grouped) -> pa.Table:
    found = grouped.answered[measure.id]
    so, not_recorded = found.so, found.not_recorded
    known = so + found.not_so
    # Where nothing applies to a group there is nothing to say of it.
    there = (known + not_recorded) > 0
    denominator = known + (not_recorded if measure.missing is Missing.WITHIN else 0)
    counted_here = {
        "numerator": so[there],
        "denominator": denominator[there],
        "not_recorded": not_recorded[there],
    }
    groups = [group for group, is_there in zip(grouped.groups, there.tolist(), strict=True) if is_there]
    return lines(measure, grouped.breakdown.name, groups, counted_here, limits(so[there], denominator[there]))


def _quantiles(measure: Measure, found: Spread, missing: dict[str, int]) -> pa.Table:
    order = np.lexsort((found.days, found.group))
    days, reached = found.days[order], np.cumsum(found.rows[order])
    sizes = np.bincount(found.group, weights=found.rows, minlength=len(found.groups)).astype(np.int64)
    before = np.cumsum(sizes) - sizes

    def at(share: Floats) -> Whole:
        rank = np.clip(np.ceil(share * sizes), 1, sizes).astype(np.int64)
        return days[np.searchsorted(reached, before + rank)]

    reached_by = wilson(measure.at * sizes, sizes)
    counts = {
        "numerator": at(np.full(len(sizes), measure.at)),
        "denominator": sizes,
        "not_recorded": np.array([missing.get(group, 0) for group in found.groups], dtype=np.int64),
    }
    shares = {"proportion": np.full(len(sizes), np.nan), "lower": at(reached_by.lower), "upper": at(reached_by.upper)}
    return lines(measure, found.breakdown.name, found.groups, counts, shares)
