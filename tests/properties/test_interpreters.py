"""The interpreters agree: one record walked, one record compiled, and many records in DuckDB."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.strategies import FIELDS, cells_of, expressions, field_rows, rows_for

from accord.domain.expressions import Cell, Expression, Row
from accord.domain.facts import COLUMNS
from accord.soundness import compiled, ibis_rules, naive
from accord.soundness.catalogue import AT_SIGNING, RULES
from accord.soundness.expectations import Outcome, Rule

ARROW = pa.schema(
    [(name, pa.int64() if kind.is_integer() else pa.string()) for name, kind in ibis_rules.schema().items()]
)


READ = sorted({name for rule in RULES for name in rule.reads})


@pytest.fixture(scope="module", autouse=True)
def engine() -> None:
    ibis.set_backend(ibis.duckdb.connect())


def table_of(rows: Sequence[Row]) -> ibis.Table:
    return ibis.memtable(
        pa.Table.from_pylist([{name: row.get(name) for name in COLUMNS} for row in rows], schema=ARROW)
    )


@given(row=cells_of(*READ))
@settings(max_examples=150, deadline=None)
def test_compiled_equals_walked_on_any_row(row: dict[str, Cell]) -> None:
    assert compiled.judge_of(RULES)(row) == naive.outcomes(row)


@given(st.sampled_from(RULES).flatmap(lambda rule: st.tuples(st.just(rule), rows_for(rule))))
@settings(max_examples=150, deadline=None)
def test_ibis_equals_walked_on_rows_of_a_rule(given_rule: tuple[Rule, list[dict[str, Cell]]]) -> None:
    rule, rows = given_rule
    expected = [naive.outcome(rule, row).value for row in rows]
    column = ibis_rules.outcomes(table_of(rows), [rule], keep=[]).to_pyarrow()[rule.id]
    assert column.to_pylist() == expected


@given(expression=expressions(), rows=st.lists(field_rows(), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_every_interpreter_agrees_on_any_expression(expression: Expression, rows: list[dict[str, Cell]]) -> None:
    expected = [naive.holds(expression, row) for row in rows]
    assert [compiled.test_of(expression)(row) for row in rows] == expected
    table = ibis.memtable(pa.Table.from_pylist(rows, schema=pa.schema(FIELDS)))
    assert table.select(it=ibis_rules.holds(expression, table)).to_pyarrow()["it"].to_pylist() == expected


@given(rows=st.lists(cells_of("cpr", "capacity", "person_involved", "sharing_consent"), min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_counts_add_up_the_outcomes(rows: list[dict[str, Cell]]) -> None:
    rules = [rule for rule in RULES if rule.id in {"CAP-07", "SHR-04"}]
    filled = [{**dict.fromkeys(COLUMNS), **row} for row in rows]
    counted = ibis_rules.counts(table_of(filled), rules, by=["cpr"]).to_pyarrow().to_pylist()
    for line in counted:
        rule = next(each for each in rules if each.id == line["rule_id"])
        group = [row for row in filled if row["cpr"] == line["cpr"]]
        assert line["records"] == sum(naive.outcome(rule, row) is Outcome(line["outcome"]) for row in group)


def test_compiled_for_signing_follows_the_catalogue() -> None:
    row = dict.fromkeys(COLUMNS)
    assert compiled.at_signing(row) == naive.outcomes(row, AT_SIGNING)
