"""A run gives for every measure, breakdown and group what the oracle counts, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.assurance.runs import oracles
from tests.unit.assurance.runs.conftest import Ran

from accord.assurance.runs.lines import SCHEMA
from accord.assurance.runs.measuring import write_measures
from accord.assurance.statistics.intervals import wilson
from accord.soundness.measures.breakdowns import BREAKDOWNS, Breakdown, of
from accord.soundness.measures.catalogue import MEASURES
from accord.soundness.measures.definitions import Kind, Measure, Over
from accord.soundness.measures.naive import Tally


def rows_of(ran: Ran, over: Over) -> oracles.Rows:
    facts = oracles.decisions(ran.drawn["decisions"], ran.drawn["moves"])
    made = {
        Over.DECISIONS: lambda: facts,
        Over.CENSUS: lambda: oracles.at_census(ran.drawn["population"], facts),
        Over.WINDOW: lambda: oracles.in_window(ran.drawn["population"], facts),
        Over.MOVES: lambda: oracles.moves(ran.drawn["moves"], facts),
        Over.CONTACTS: lambda: oracles.contacts(ran.drawn["contacts"], facts),
    }
    return made[over]()


def found(ran: Ran, measure: Measure, breakdown: Breakdown) -> dict[str, Tally]:
    rows = [
        row for row in ran.measured.to_pylist() if (row["measure_id"], row["breakdown"]) == (measure.id, breakdown.name)
    ]
    return {row["value"]: Tally(row["numerator"], row["denominator"], row["not_recorded"]) for row in rows}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: each.id)
def test_every_breakdown_of_a_measure_is_what_the_oracle_counts(ran: Ran, measure: Measure) -> None:
    rows = rows_of(ran, measure.over)
    for breakdown in of(measure.over):
        expected = oracles.tallies(measure, breakdown, rows)
        if measure.kind is Kind.QUANTILE:
            expected = {group: each for group, each in expected.items() if each.denominator}
        assert found(ran, measure, breakdown) == expected, breakdown.name


def test_shares_have_wilson_limits(ran: Ran) -> None:
    row = next(row for row in ran.measured.to_pylist() if (row["measure_id"], row["breakdown"]) == ("M06", "all"))
    limits = wilson(row["numerator"], row["denominator"])
    assert row["proportion"] == pytest.approx(row["numerator"] / row["denominator"])
    assert (row["lower"], row["upper"]) == pytest.approx((float(limits.lower), float(limits.upper)))


def test_median_has_no_share_and_lies_within_its_limits(ran: Ran) -> None:
    row = next(row for row in ran.measured.to_pylist() if (row["measure_id"], row["breakdown"]) == ("M16", "all"))
    assert row["proportion"] is None
    assert row["lower"] <= row["numerator"] <= row["upper"]


def test_file_has_the_columns_of_the_contract_and_no_signer(ran: Ran, tmp_path: Path) -> None:
    write_measures(ran.engine, ran.workings, tmp_path / "measures.csv")
    lines = (tmp_path / "measures.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].replace('"', "") == ",".join(SCHEMA.names)
    assert len(lines) == ran.measured.num_rows + 1
    assert set(ran.measured["breakdown"].to_pylist()) == {each.name for each in BREAKDOWNS if not each.when_asked}


def test_no_measure_row_names_a_person(ran: Ran) -> None:
    said = {value for name in ("breakdown", "value") for value in ran.measured[name].to_pylist()}
    tables = (("population", "person_id"), ("decisions", "decision_id"), ("decisions", "signer_id"))
    assert said.isdisjoint(row[column] for table, column in tables for row in ran.drawn[table])
