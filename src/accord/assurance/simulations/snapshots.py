"""The extract as it would have stood on a day: what was entered by then, and nothing that only came later.

Written as the canonical tables in one DuckDB database, the same that a file of decisions is read into; or as the files
of the dataset (design/dataset.md), for whatever reads those.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb

from accord.assurance.extracts.kinds import cells_of
from accord.assurance.simulations.regions import Region
from accord.assurance.simulations.settings import EPOCH
from accord.domain.dataset import TABLES, Column, Table, Type

LATER = {
    "endorsed_at": ("endorser_role",),
    "shared_at": (),
    "gp_received_at": (),
    "last_reviewed_at": ("review_outcome",),
    "ended_at": ("ended_reason", "inappropriate_reason"),
}
"""What is written in a decision's row after its entry, with the columns that come with it."""
UNKNOWN_BEFORE_THE_END = ("found_inappropriate", "concern_raised")
_KNOWN = {
    "decisions": "recorded_at_day",
    "population": "start_day",
    "moves": "moved_at_day",
    "contacts": "at_day",
    "external_events": "day",
}


class Snapshots:
    """The extracts of one region, day by day."""

    def __init__(self, region: Region) -> None:
        """Hold the region's tables ready."""
        self._connection = duckdb.connect()
        self._columns = {name: frozenset(table.column_names) for name, table in region.tables.items()}
        for name, table in region.tables.items():
            self._connection.register(f"all_{name}", table)

    def write_database(self, as_of: dt.date, path: Path) -> Path:
        """Write the canonical tables as they stood at the end of a day, in place of what was there."""
        path.unlink(missing_ok=True)
        self._connection.execute(f"ATTACH '{path}' AS extract")
        try:
            for table in TABLES:
                self._connection.execute(f"CREATE TABLE extract.{table.name} AS {self._canonical(table, as_of)}")
            self._connection.execute("CREATE TABLE extract.given (table_name VARCHAR, column_name VARCHAR)")
            self._connection.executemany("INSERT INTO extract.given VALUES (?, ?)", self._given())
        finally:
            self._connection.execute("DETACH extract")
        return path

    def write_files(self, as_of: dt.date, folder: Path, ending: str = "csv") -> dict[str, Path]:
        """Write the dataset's own files ("csv" or "parquet") as they stood at the end of a day."""
        form = "FORMAT csv, HEADER" if ending == "csv" else "FORMAT parquet"
        written = {name: folder / f"{name}.{ending}" for name in self._columns}
        for table in TABLES:
            if table.name in written:
                self._connection.execute(f"COPY ({self._published(table, as_of)}) TO '{written[table.name]}' ({form})")
        return written

    def _canonical(self, table: Table, as_of: dt.date) -> str:
        """Return the rows that were there on a day, with every column of the table, and the line they came from."""
        if table.name not in self._columns:
            empty = ", ".join(f"NULL::{_type(cell)} AS {cell}" for each in table.columns for cell in cells_of(each))
            return f"SELECT NULL::BIGINT AS line, {empty} LIMIT 0"
        cells = [self._cell(table, cell, as_of) for each in table.columns for cell in cells_of(each)]
        return f"SELECT row_number() OVER () + 1 AS line, {', '.join(cells)} {_those_known(table, as_of)}"

    def _cell(self, table: Table, cell: str, as_of: dt.date) -> str:
        if cell not in self._columns[table.name]:
            return f"NULL::{_type(cell)} AS {cell}"
        return f"{_as_it_stood(table.name, cell, _day(as_of))} AS {cell}"

    def _published(self, table: Table, as_of: dt.date) -> str:
        """Return the rows with days and moments as the dataset writes them."""
        written = [
            f"{self._as_written(table, each, as_of)} AS {each.name}"
            for each in table.columns
            if cells_of(each)[-1] in self._columns[table.name]
        ]
        return f"SELECT {', '.join(written)} {_those_known(table, as_of)}"

    def _as_written(self, table: Table, column: Column, as_of: dt.date) -> str:
        cell = cells_of(column)[-1]
        value = _as_it_stood(table.name, cell, _day(as_of))
        if column.type is Type.DATETIME:
            return f"strftime(to_timestamp({value}) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')"
        return f"DATE '1970-01-01' + ({value})::INTEGER" if column.type is Type.DATE else value

    def _given(self) -> list[tuple[str, str]]:
        return [
            (table.name, each.name)
            for table in TABLES
            for each in table.columns
            if table.name in self._columns and cells_of(each)[0] in self._columns[table.name]
        ]


def _day(as_of: dt.date) -> int:
    return (as_of - EPOCH).days


def _those_known(table: Table, as_of: dt.date) -> str:
    """Return where the rows come from that were entered by a day; sites always were."""
    known = f"WHERE {_KNOWN[table.name]} <= {_day(as_of)}" if table.name in _KNOWN else ""
    return f"FROM all_{table.name} {known}"


def _type(cell: str) -> str:
    """Return the type of a column that the region leaves empty."""
    return "BIGINT" if cell.endswith(("_day", "_second")) or cell == "people" else "VARCHAR"


def _as_it_stood(table: str, column: str, day: int) -> str:
    """Return what a column held on a day."""
    if table == "population" and column == "end_day":
        return f"CASE WHEN end_day <= {day} THEN end_day END"
    if table == "moves" and column.startswith("reviewed_at"):
        return f"CASE WHEN reviewed_at_day <= {day} THEN {column} END"
    if table != "decisions":
        return column
    if column == "status":
        return f"CASE WHEN ended_at_day <= {day} THEN status ELSE 'active' END"
    if column in UNKNOWN_BEFORE_THE_END:
        return f"CASE WHEN ended_at_day <= {day} THEN {column} ELSE 'unknown' END"
    for moment, others in LATER.items():
        if column in (f"{moment}_day", f"{moment}_second", *others):
            return f"CASE WHEN {moment}_day <= {day} THEN {column} END"
    return column
