"""Which table of the dataset a file holds: told by its name, else by the names of its columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from accord.assurance.extracts.csv_files import LONGEST_HEADER, read_header
from accord.assurance.extracts.encodings import refuse_wider
from accord.assurance.extracts.files import is_parquet, refuse_unreadable
from accord.assurance.extracts.mappings import Mapping
from accord.assurance.extracts.parquet_files import read_parquet
from accord.assurance.extracts.sources import Sources
from accord.domain.dataset import TABLES, Table
from accord.domain.errors import Refused

MOST = 0.5
"""A file that has more than this part of the columns that a table must have is meant to be one of that table."""


def recognise(paths: Iterable[Path], mapping: Mapping | None = None) -> Sources:
    """Return the files as sources, each as the table that it holds. Raises Refused where that is not clear."""
    found: dict[str, Path] = {}
    for path in paths:
        refuse_unreadable(path)
        table = _by_name(path) or _by_columns(path, mapping or Mapping())
        if table.name in found:
            wrong = f"is a second file of {table.name}, beside {found[table.name].name}."
            raise Refused.one(path.name, wrong, "Give one file a table; put two together, or check them one by one.")
        found[table.name] = path
    return Sources(**found, mapping=mapping)


def _by_name(path: Path) -> Table | None:
    stem = path.stem.lower().replace("-", "_")
    named = [table for table in TABLES if stem.startswith(table.name)]
    return max(named, key=lambda table: len(table.name), default=None)


def _by_columns(path: Path, mapping: Mapping) -> Table:
    """Return the table whose columns a file has, else the one most of whose it has: reading it says which lack."""
    encodings = sorted({led.encoding for led in mapping.tables.values()})
    names = {name.lower() for name in columns_of(path, *encodings[:1])}
    held = {table.name: _held(table, names, mapping) for table in TABLES}
    nearest = max(TABLES, key=lambda table: (len(held[table.name]), _share(table, held[table.name])))
    if _share(nearest, held[nearest.name]) <= MOST:
        accepted = f"Name it after its table ({', '.join(table.name for table in TABLES)}), or give a mapping."
        raise Refused.one(path.name, "has not the columns of any table of the dataset.", accepted)
    return nearest


def _held(table: Table, names: set[str], mapping: Mapping) -> set[str]:
    """Return which columns of a table a file with columns of these names has."""
    led = mapping.of(table.name)
    mapped = {ours for ours, theirs in led.columns.items() if theirs.lower() in names}
    return {*names, *led.constants, *mapped} & set(table.names)


def _share(table: Table, held: set[str]) -> float:
    """Return how large a part of the columns that a table must have is there."""
    required = [column.name for column in table.columns if column.required]
    return sum(name in held for name in required) / len(required)


def columns_of(path: Path, encoding: str = "utf-8") -> tuple[str, ...]:
    """Return the names of the columns of a file."""
    refuse_unreadable(path)
    if is_parquet(path):
        with duckdb.connect() as connection:
            return read_parquet(connection, path).names
    with path.open("rb") as file:
        start = file.read(LONGEST_HEADER)
    if not encoding.startswith("utf-16"):
        refuse_wider(path, start)
    return read_header(path.name, start.decode(encoding, errors="ignore").encode()).names
