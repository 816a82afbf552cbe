"""The extract as it would have stood on a day: what was entered by then, and nothing that only came later.

Written as the canonical tables in one DuckDB database, the same that a file of decisions is read into; or as the files
of the dataset (design/dataset.md), for whatever reads those.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb

from accord.assurance.simulations.regions import Region
from accord.assurance.simulations.settings import EPOCH
from accord.soundness.ibis_rules import schema

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
_COUNTS = "(line BIGINT, site_code VARCHAR, month_day BIGINT, age_band VARCHAR, people BIGINT)"
_DATES = {"start_day": "start_date", "end_day": "end_date", "day": "date"}


class Snapshots:
    """The extracts of one region, day by day."""

    def __init__(self, region: Region) -> None:
        """Hold the region's tables ready."""
        self._connection = duckdb.connect()
        self._tables = {name: table.column_names for name, table in region.tables.items()}
        for name, table in region.tables.items():
            self._connection.register(f"all_{name}", table)

    def write_database(self, as_of: dt.date, path: Path) -> Path:
        """Write the canonical tables as they stood at the end of a day, in place of what was there."""
        path.unlink(missing_ok=True)
        day = (as_of - EPOCH).days
        self._connection.execute(f"ATTACH '{path}' AS extract")
        try:
            for name in self._tables:
                self._connection.execute(f"CREATE TABLE extract.{name} AS {self._query(name, day, canonical=True)}")
            self._connection.execute(f"CREATE TABLE extract.population_counts {_COUNTS}")
            self._connection.execute("CREATE TABLE extract.given (table_name VARCHAR, column_name VARCHAR)")
            self._connection.executemany("INSERT INTO extract.given VALUES (?, ?)", self._given())
        finally:
            self._connection.execute("DETACH extract")
        return path

    def write_files(self, as_of: dt.date, folder: Path, ending: str = "csv") -> dict[str, Path]:
        """Write the dataset's own files ("csv" or "parquet") as they stood at the end of a day."""
        day = (as_of - EPOCH).days
        written = {}
        for name in self._tables:
            written[name] = folder / f"{name}.{ending}"
            query = self._published(name, self._query(name, day, canonical=False))
            form = "FORMAT csv, HEADER" if ending == "csv" else "FORMAT parquet"
            self._connection.execute(f"COPY ({query}) TO '{written[name]}' ({form})")
        return written

    def _query(self, name: str, day: int, *, canonical: bool) -> str:
        """Return the rows that were there on a day; canonical ones hold every fact, and the line they came from."""
        held = {column: _as_it_stood(name, column, day) for column in self._tables[name]}
        if name == "decisions" and canonical:
            types = {column: "BIGINT" if kind.is_integer() else "VARCHAR" for column, kind in schema().items()}
            held = {column: held.get(column, f"NULL::{types[column]}") for column in types}
        line = ["row_number() OVER () + 1 AS line"] if canonical else []
        selected = ", ".join(line + [f"{expression} AS {column}" for column, expression in held.items()])
        known = f"WHERE {_KNOWN[name]} <= {day}" if name in _KNOWN else ""
        return f"SELECT {selected} FROM all_{name} {known}"  # noqa: S608 - names and days of our own

    def _published(self, name: str, query: str) -> str:
        """Return the rows with days and moments as the dataset writes them."""
        written: list[str] = []
        columns = self._tables[name]
        for column in columns:
            if column.endswith("_second"):
                moment = f"to_timestamp({column}) AT TIME ZONE 'UTC'"
                written.append(f"strftime({moment}, '%Y-%m-%dT%H:%M:%SZ') AS {_published_name(column)}")
            elif column == "day" or (column.endswith("_day") and f"{column[:-4]}_second" not in columns):
                written.append(f"DATE '1970-01-01' + {column}::INTEGER AS {_published_name(column)}")
            elif not column.endswith("_day"):
                written.append(column)
        return f"SELECT {', '.join(written)} FROM ({query})"  # noqa: S608 - names of our own

    def _given(self) -> list[tuple[str, str]]:
        return sorted({(name, _published_name(each)) for name, columns in self._tables.items() for each in columns})


def _published_name(column: str) -> str:
    return _DATES.get(column, column.removesuffix("_second").removesuffix("_day"))


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
