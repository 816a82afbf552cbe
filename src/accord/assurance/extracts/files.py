"""A file as a relation: each of its columns as text, by position, and the line of each record."""

from __future__ import annotations

from pathlib import Path

import duckdb

from accord.assurance.extracts.csv_files import Staged, stage
from accord.assurance.extracts.encodings import Step
from accord.assurance.extracts.parquet_files import read_parquet
from accord.domain.errors import Refused

ACCEPTED = "Give CSV (UTF-8, a comma between values, names of columns in the first line) or Parquet."
_MARK = b"PAR1"
_OTHERS = {b"PK\x03\x04": "an Excel workbook or another zip archive", b"\xd0\xcf\x11\xe0": "an old Excel workbook",
           b"\x1f\x8b": "compressed with gzip", b"%PDF": "a PDF"}  # fmt: skip


def open_file(connection: duckdb.DuckDBPyConnection, path: Path, spill: Path, *, encoding: str, step: Step) -> Staged:
    """Return how the file is read. Raises Refused, naming the file and the reason, where it cannot be."""
    if not path.is_file():
        raise Refused.one(path.name, "is not there.", ACCEPTED)
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise Refused.one(path.name, "is empty.", ACCEPTED)
    for mark, words in _OTHERS.items():
        if start.startswith(mark):
            raise Refused.one(path.name, f"is {words}.", ACCEPTED)
    if start == _MARK or path.suffix.lower() == ".parquet":
        return read_parquet(connection, path)
    return stage(connection, path, spill, encoding=encoding, step=step)
