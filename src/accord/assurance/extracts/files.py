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
    refuse_unreadable(path)
    if is_parquet(path):
        return read_parquet(connection, path)
    return stage(connection, path, spill, encoding=encoding, step=step)


def refuse_unreadable(path: Path) -> None:
    """Raise Refused where a file is not there, is empty, or is of a kind that is not read."""
    if path.exists() and not path.is_file():
        raise Refused.one(path.name, "is a folder, a device or a pipe, and no file.", ACCEPTED)
    if not path.is_file():
        raise Refused.one(path.name, "is not there.", ACCEPTED)
    start = _start(path)
    if not start:
        raise Refused.one(path.name, "is empty.", ACCEPTED)
    for mark, words in _OTHERS.items():
        if start.startswith(mark):
            raise Refused.one(path.name, f"is {words}.", ACCEPTED)


def is_parquet(path: Path) -> bool:
    """Whether a file is Parquet, or says that it is."""
    return _start(path) == _MARK or path.suffix.lower() == ".parquet"


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)
