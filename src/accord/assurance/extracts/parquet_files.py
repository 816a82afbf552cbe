"""A Parquet file as text: a yes/no of its own as yes and no, everything else as it is written."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from accord.assurance.extracts.csv_files import Staged, refuse_repeated
from accord.assurance.extracts.words import named, quoted
from accord.domain.errors import Refused

ROWS = "file_row_number"
DAMAGED = "It may have been cut short: copy or export it again."


def read_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Staged:
    """Return how the file is read. Raises Refused, with the reason, where it is not whole."""
    source = f"read_parquet({quoted(path)}, file_row_number = true)"
    _refuse_names(path)
    try:
        described = connection.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {source}").fetchall()
    except duckdb.Error as broken:
        raise Refused.one(path.name, f"is not a whole Parquet file ({cause(broken, path)}).", DAMAGED) from None
    names = tuple(str(row[0]) for row in described)
    cells = ", ".join(f"{_as_text(str(row[0]), str(row[1]))} AS c{at}" for at, row in enumerate(described))
    # a record of a Parquet file has no line: it is numbered as if the names of the columns stood on line 1
    nested = {at: str(row[1]) for at, row in enumerate(described) if _is_nested(str(row[1]))}
    return Staged(names, f"SELECT file_row_number + 2 AS line, {cells} FROM {source}", nested=nested)


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION"))


def _refuse_names(path: Path) -> None:
    # the engine names a second column of one name anew, so that names are asked of the file itself
    try:
        names = tuple(pq.read_schema(path).names)
    except (pa.ArrowException, OSError):
        return
    refuse_repeated(path.name, names)
    if ROWS in names:
        raise Refused.one(path.name, f"names a column {ROWS}.", "Lines are numbered by that name: give it another.")


def _as_text(name: str, kind: str) -> str:
    if kind == "BOOLEAN":
        return f"CASE WHEN {named(name)} THEN 'yes' WHEN NOT {named(name)} THEN 'no' END"
    return named(name) if kind == "VARCHAR" else f"{named(name)}::VARCHAR"


def cause(broken: duckdb.Error, path: Path) -> str:
    """Return what the engine says is wrong, in its first line."""
    return str(broken).splitlines()[0].replace(str(path), path.name).rstrip(".")
