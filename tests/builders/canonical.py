"""Canonical tables of a few decisions, held in memory, for the tests of signals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import duckdb
import pyarrow as pa

from accord.assurance.extracts.kinds import cells_of
from accord.assurance.signals.kinds import Held, Settings
from accord.domain.dataset import TABLES, Column, Type
from accord.soundness.ibis_rules import schema

BY_NAME = {table.name: table for table in TABLES}
FIRST_DAY = 18_000
SETTINGS = Settings(as_of=date(2026, 11, 22))
Row = Mapping[str, str | int | None]


def decision(number: int, **given: str | int | None) -> dict[str, str | int | None]:
    """Return one decision against CPR, of a person of their own, by one signer at one site."""
    usual: dict[str, str | int | None] = {
        "decision_id": f"D{number}",
        "person_id": f"P{number}",
        "site_code": "S1",
        "area_code": "A1",
        "signer_id": "G1",
        "signer_org_code": "Y1",
        "cpr": "not_for_cpr",
        "decided_at_day": FIRST_DAY + number,
    }
    return {**usual, **given}


def held(decisions: Iterable[Row], **others: Iterable[Row]) -> Held:
    """Return these decisions, and the rows of any other tables, as canonical tables."""
    tables = duckdb.connect()
    tables.execute("CREATE TABLE given (table_name VARCHAR, column_name VARCHAR)")
    _fill(tables, "decisions", list(decisions), {name: kind.is_integer() for name, kind in schema().items()})
    for name, rows in others.items():
        cells = {cell: _is_whole(cell, each) for each in BY_NAME[name].columns for cell in cells_of(each)}
        _fill(tables, name, list(rows), cells)
    return Held.of(tables)


def _is_whole(cell: str, column: Column) -> bool:
    return column.type is Type.INTEGER or cell.endswith(("day", "_second"))


def _fill(tables: duckdb.DuckDBPyConnection, name: str, rows: list[Row], cells: Mapping[str, bool]) -> None:
    """Make one table; `cells`: its columns, and whether each holds whole numbers."""
    columns = {
        cell: pa.array([row.get(cell) for row in rows], pa.int64() if is_whole else pa.string())
        for cell, is_whole in cells.items()
    }
    tables.register("columns", pa.table(columns))
    tables.execute(f"CREATE TABLE {name} AS SELECT * FROM columns")  # noqa: S608 — the dataset's own name of a table
    tables.unregister("columns")
    for column in sorted({cell for row in rows for cell in row}):
        given = {"start_day": "start_date", "end_day": "end_date"}.get(column, column.removesuffix("_day"))
        tables.execute("INSERT INTO given VALUES (?, ?)", [name, given])
