"""A file as a relation: each of its columns as text, and the number of each record. CSV and Parquet read alike."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb

from accord.domain.errors import Refused

ACCEPTED = "Give CSV (UTF-8, a comma between values, names of columns in the first line) or Parquet."
_START = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One file: its columns as they are named there, and SQL that gives `line` and each column as text by position."""

    path: Path
    columns: tuple[str, ...]
    sql: str


def quoted(words: object) -> str:
    """Return words as a string of SQL."""
    return "'" + str(words).replace("'", "''") + "'"


def open_file(connection: duckdb.DuckDBPyConnection, path: Path) -> Given:
    """Return the file's columns and how it is read. Raises Refused, naming the file and the reason."""
    if not path.is_file():
        raise Refused.one(path.name, "is not there.", ACCEPTED)
    if path.stat().st_size == 0:
        raise Refused.one(path.name, "is empty.", ACCEPTED)
    with path.open("rb") as file:
        is_parquet = file.read(4) == b"PAR1"
    if is_parquet or path.suffix.lower() == ".parquet":
        return _parquet(connection, path)
    return _csv(path)


def _csv(path: Path) -> Given:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file), [])
    types = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(len(header)))
    # without a list of null words, a cell that is empty is NULL and one that is blank is not
    source = (
        f"read_csv({quoted(path)}, columns = {{{types}}}, auto_detect = false, header = true, delim = ',',"
        f" quote = '\"', escape = '\"', strict_mode = true, max_line_size = {16 * _START})"
    )
    return Given(path=path, columns=tuple(header), sql=f"SELECT row_number() OVER () + 1 AS line, * FROM {source}")


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Given:
    source = f"read_parquet({quoted(path)}, file_row_number = true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {source}").fetchall()
    except duckdb.Error as broken:
        raise Refused.one(path.name, "is not a whole Parquet file.", str(broken).splitlines()[0]) from None
    names = tuple(str(row[0]) for row in described)
    cells = ", ".join(f'"{name}"::VARCHAR AS c{position}' for position, name in enumerate(names))
    return Given(path=path, columns=names, sql=f"SELECT file_row_number + 1 AS line, {cells} FROM {source}")
