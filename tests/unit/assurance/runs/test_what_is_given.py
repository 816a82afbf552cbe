"""What a run can tell of less: counts in place of people, and measures closed for want of a table or a column."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.assurance.runs import oracles
from tests.unit.assurance.runs.conftest import Ran
from tests.unit.assurance.runs.drawn import AS_OF, SINCE, Draws, Rows, write_extract

from accord.assurance.runs.closed_measures import closed_measures
from accord.assurance.runs.counted_people import counted_people
from accord.assurance.runs.engines import open_duckdb
from accord.domain.facts import day_of
from accord.soundness.measures.terms import DNACPR, LIVE
from accord.soundness.naive import holds

COUNTS: Rows = [
    {"line": 1, "site_code": "S1", "month_day": AS_OF - 40, "age_band": "under 65", "people": 1_000},
    {"line": 2, "site_code": "S1", "month_day": AS_OF - 5, "age_band": "under 65", "people": 90},
    {"line": 3, "site_code": "S1", "month_day": AS_OF - 5, "age_band": "80 and over", "people": 110},
    {"line": 4, "site_code": "S1", "month_day": AS_OF + 20, "age_band": "80 and over", "people": 7},
]


def test_prevalence_out_of_counts_is_of_the_latest_month(tmp_path: Path) -> None:
    drawn = {"decisions": Draws().decisions(60), "population_counts": COUNTS}
    facts = oracles.decisions(drawn["decisions"])
    having = {row["person_id"] for row in facts if row["site_code"] == "S1" and holds(DNACPR & LIVE, row)}
    database = write_extract(tmp_path / "extract.duckdb", drawn)
    with open_duckdb(database, as_of=day_of(AS_OF), since=day_of(SINCE)) as engine:
        rows = [row for table in counted_people(engine) for row in table.to_pylist() if row["breakdown"] == "site"]
    assert [(row["measure_id"], row["value"], row["numerator"], row["denominator"]) for row in rows] == [
        ("M04", "S1", len(having), 200)
    ]


def test_counts_are_not_asked_where_stays_are_given(ran: Ran) -> None:
    assert list(counted_people(ran.engine)) == []


def test_every_measure_is_open_where_every_file_is_full(ran: Ran) -> None:
    assert closed_measures(ran.engine) == ()


@pytest.mark.parametrize(("column", "id_"), [("capacity", "M06"), ("review_rule", "M09"), ("shared_at", "M16")])
def test_column_that_is_missing_closes_its_measure(tmp_path: Path, column: str, id_: str) -> None:
    database = write_extract(tmp_path / "e.duckdb", {"decisions": Draws().decisions(3)}, without=[column])
    with open_duckdb(database, as_of=day_of(AS_OF)) as engine:
        closed = {each.measure.id: each for each in closed_measures(engine)}
    assert closed[id_].columns == (column,)
    assert (closed["M04"].tables, closed["M11"].tables) == (("population",), ("moves",))
