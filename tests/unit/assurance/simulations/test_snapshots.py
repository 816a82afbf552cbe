"""The extract of a day holds what was entered by then, in the canonical tables and in the files alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from tests.builders.simulated import SETTINGS, count, region

from accord.assurance.extracts.readings import read
from accord.assurance.extracts.sources import Sources
from accord.assurance.signals.kinds import Held
from accord.assurance.simulations.settings import EPOCH
from accord.assurance.simulations.snapshots import Snapshots
from accord.domain.dataset import TABLES

DAY = SETTINGS.date_of(500)
NUMBER = (DAY - EPOCH).days


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Snapshots(region()).write_database(DAY, tmp_path_factory.mktemp("extract") / "extract.duckdb")


@pytest.fixture
def tables(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def _count(tables: duckdb.DuckDBPyConnection, where: str, table: str = "decisions") -> int:
    return int(tables.table(table).filter(where).aggregate("count(*)").fetchall()[0][0])


@pytest.mark.parametrize("column", ["recorded_at", "ended_at", "endorsed_at", "last_reviewed_at", "shared_at"])
def test_nothing_of_later_days_is_there(tables: duckdb.DuckDBPyConnection, column: str) -> None:
    assert _count(tables, f"{column}_day > {NUMBER}") == 0
    assert _count(tables, f"{column}_day > {NUMBER} - 14") > 0


def test_what_ended_later_is_still_active(tables: duckdb.DuckDBPyConnection) -> None:
    assert _count(tables, "(status = 'active') <> (ended_at_day IS NULL)") == 0


def test_who_left_later_is_still_there(tables: duckdb.DuckDBPyConnection) -> None:
    assert _count(tables, f"end_day > {NUMBER} OR start_day > {NUMBER}", "population") == 0


def test_late_entries_are_missing_until_they_are_entered(tables: duckdb.DuckDBPyConnection) -> None:
    assert _count(tables, "true") < count("decisions", f"decided_at_day <= {NUMBER}")


def test_later_extract_holds_more(database: Path, tables: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    later = Snapshots(region()).write_database(DAY + dt.timedelta(days=7), tmp_path / "later.duckdb")
    tables.execute(f"ATTACH '{later}' AS later (READ_ONLY)")
    before, after = (tables.table(name).project("decision_id") for name in ("decisions", "later.decisions"))
    assert before.except_(after).fetchall() == []
    assert after.except_(before).fetchall()


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_files_are_read_without_rejects_into_the_same_tables(database: Path, tmp_path: Path, ending: str) -> None:
    files = Snapshots(region()).write_files(DAY, tmp_path, ending)
    extract = read(Sources(**files), tmp_path / "read", as_of=DAY)
    assert sum(each.rejected for each in extract.counts.values()) == 0
    with duckdb.connect(str(extract.database)) as found:
        found.execute(f"ATTACH '{database}' AS written (READ_ONLY)")
        for table in TABLES:
            one, other = (found.table(f"{where}{table.name}").project("* EXCLUDE line") for where in ("", "written."))
            assert one.except_(other).fetchall() == []


def test_columns_given_are_told(database: Path) -> None:
    held = Held.open(database)
    assert held.has("decisions", "rationale", "decided_at")
    assert held.has("population", "start_date")
    assert not held.has("decisions", "rationale_codes")
    assert not held.has("population_counts", "people")
    held.tables.close()
