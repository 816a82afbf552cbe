"""Small files of the dataset, and what reading them gives: each row from a good one, with what a test changes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from accord.assurance.extracts.extracts import Extract
from accord.assurance.extracts.mappings import read_mapping
from accord.assurance.extracts.readings import read
from accord.assurance.extracts.sources import Sources

Row = Mapping[str, object]
AS_OF = date(2026, 11, 21)

GOOD: dict[str, dict[str, object]] = {
    "decisions": {
        "decision_id": "d1",
        "person_id": "p1",
        "site_code": "VL901",
        "site_type": "nursing_home",
        "area_code": "QX1",
        "decided_at": "2026-03-02T10:00:00+00:00",
        "cpr": "not_for_cpr",
        "status": "active",
        "kind": "dnacpr",
        "age": 84,
    },
    "population": {
        "person_id": "p1",
        "site_code": "VL901",
        "site_type": "nursing_home",
        "area_code": "QX1",
        "start_date": "2025-01-01",
        "end_date": None,
        "age": 83,
    },
    "population_counts": {"site_code": "VL901", "month": "2026-03", "age_band": "80 and over", "people": 30},
    "sites": {"site_code": "VL901", "name": "Elm House", "site_type": "nursing_home", "area_code": "QX1", "places": 40},
    "moves": {"person_id": "p1", "from_site_code": "VL901", "to_site_code": "R9901", "moved_at": "2026-04-01"},
    "contacts": {"person_id": "p1", "at": "2026-04-01T02:00:00+01:00", "kind": "999_call"},
    "external_events": {"date": "2026-03-01", "area_code": "QX1", "kind": "letter", "text": "A letter to all homes."},
}
"""One good row of each table: the core columns of decisions, and what the others need."""


def row(table: str, **changes: object) -> dict[str, object]:
    """Return a good row of a table, with what is changed or added; None is an empty cell."""
    return {**GOOD[table], **changes}


def rows(table: str, *changes: Row, **shared: object) -> list[dict[str, object]]:
    """Return a good row for each mapping of changes; decisions and people get ids of their own where none is given."""
    ids = {"decision_id": "d{}", "person_id": "p{}"} if table == "decisions" else {"person_id": "p{}"}
    own = [
        {name: form.format(number) for name, form in ids.items() if name in GOOD[table]}
        for number in range(1, len(changes) + 1)
    ]
    return [row(table, **{**mine, **shared, **changed}) for mine, changed in zip(own, changes, strict=True)]


def decisions(*changes: Row, **shared: object) -> list[dict[str, object]]:
    """Return decisions d1, d2, … of people p1, p2, …, one for each mapping of changes."""
    return rows("decisions", *changes, **shared)


def write_csv(folder: Path, table: str, held: Iterable[Row], *, encoding: str = "utf-8") -> Path:
    """Write rows as CSV, with every column that any of them has, and return the file."""
    found = list(held)
    names = list(dict.fromkeys(name for each in found for name in each)) or list(GOOD[table])
    path = folder / f"{table}.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(found)
    return path


def write_parquet(folder: Path, table: str, held: Sequence[Row]) -> Path:
    """Write rows as Parquet, typed as Python's values are, and return the file."""
    path = folder / f"{table}.parquet"
    names = list(dict.fromkeys(name for each in held for name in each))
    pq.write_table(pa.Table.from_pylist([{name: each.get(name) for name in names} for each in held]), path)
    return path


def extract(folder: Path, *, as_of: date = AS_OF, **tables: Iterable[Row]) -> Extract:
    """Write each table as CSV and read them all: `extract(tmp_path, decisions=[…], population=[…])`."""
    return read_files(folder, as_of=as_of, **{name: write_csv(folder, name, held) for name, held in tables.items()})


def read_files(folder: Path, *, as_of: date = AS_OF, mapping: Path | None = None, **files: Path) -> Extract:
    """Read files that are there already into a folder beside them, led to our columns by a mapping."""
    return read(Sources(**files, mapping=read_mapping(mapping) if mapping else None), folder / "read", as_of=as_of)


@contextmanager
def opened(read_extract: Extract) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the database of an extract as everybody does: read-only."""
    with duckdb.connect(str(read_extract.database), read_only=True) as connection:
        yield connection


def ask(read_extract: Extract, sql: str) -> list[tuple[object, ...]]:
    """Return the rows that a question to the database of an extract gives."""
    with opened(read_extract) as connection:
        return connection.execute(sql).fetchall()


def rejected(read_extract: Extract) -> list[dict[str, str]]:
    """Return the rows of `rejects.csv`."""
    with read_extract.rejects.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
