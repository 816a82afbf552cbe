"""The interpreters of measures agree: rows walked one by one, and sums of answers in DuckDB."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.strategies import cells_for

from accord.domain.expressions import Cell, Row
from accord.domain.facts import Fact, Kind
from accord.soundness import questions
from accord.soundness.measures import naive
from accord.soundness.measures.catalogue import MEASURES
from accord.soundness.measures.definitions import Kind as Said
from accord.soundness.measures.definitions import Measure, Missing, Over, State
from accord.soundness.measures.rows import ROWS
from accord.soundness.questions import Answered
from accord.soundness.staging import Staged

WORD = "word"
INTEGERS = {Kind.INTEGER, Kind.MOMENT, Kind.DATE}


@pytest.fixture(scope="module", autouse=True)
def engine() -> None:
    ibis.set_backend(ibis.duckdb.connect())


def facts_of(measures: Sequence[Measure]) -> dict[str, Fact]:
    return {name: ROWS[each.over][name] for each in measures for name in each.reads}


def table_of(rows: Sequence[Row], facts: dict[str, Fact]) -> ibis.Table:
    types = {
        column: pa.int64() if fact.kind in INTEGERS else pa.string()
        for fact in facts.values()
        for column in fact.columns
    }
    return ibis.memtable(pa.Table.from_pylist([dict(row) for row in rows], schema=pa.schema(list(types.items()))))


def counted(measures: Sequence[Measure], rows: Sequence[Row]) -> dict[str, Answered]:
    asked = questions.of_measures(measures)
    facts = facts_of(measures)
    closed = {name: fact.values for name, fact in facts.items() if fact.kind in {Kind.YES_NO, Kind.CHOICE}}
    staged = Staged([part for each in asked for part in each.parts], closed)
    stages = staged.table(table_of(rows, facts), [])
    words = stages.select(**questions.words(asked, staged, stages, WORD))
    found = words.aggregate(**questions.sums(asked, words, WORD)).to_pyarrow().to_pylist()[0]
    return questions.counts(asked, found, WORD)


def rows_of(measures: Sequence[Measure]) -> st.SearchStrategy[list[dict[str, Cell]]]:
    return st.lists(cells_for(facts_of(measures).values()), min_size=1, max_size=12)


@given(st.sampled_from(MEASURES).flatmap(lambda each: st.tuples(st.just(each), rows_of([each]))))
@settings(max_examples=60, deadline=None)
def test_sums_equal_walked_on_rows_of_a_measure(drawn: tuple[Measure, list[dict[str, Cell]]]) -> None:
    measure, rows = drawn
    states = [naive.state(measure, row) for row in rows]
    expected = [states.count(each) for each in (State.SO, State.NOT_SO, State.NOT_RECORDED)]
    assert counted([measure], rows)[measure.id] == Answered(*expected)


@given(rows=rows_of([each for each in MEASURES if each.over is Over.DECISIONS]))
@settings(max_examples=4, deadline=None)
def test_all_measures_of_decisions_in_one_pass(rows: list[dict[str, Cell]]) -> None:
    measures = [each for each in MEASURES if each.over is Over.DECISIONS and each.kind is not Said.QUANTILE]
    found = counted(measures, rows)
    for measure in measures:
        tally = naive.tally(measure, rows)
        each = found[measure.id]
        within = each.not_recorded if measure.missing is Missing.WITHIN else 0
        assert tally == naive.Tally(each.so, each.so + each.not_so + within, each.not_recorded)
