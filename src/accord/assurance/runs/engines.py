"""The engine of a run: canonical tables to read, and a place of its own for what it works out on the way.

DuckDB reads one database file, which stays read-only. Spark reads the same tables as Parquet files in one folder. All
that is asked of either is an Ibis expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import TypeAlias

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr.types.relations import CachedTable

from accord.assurance.extracts.words import quoted
from accord.domain.dataset import TABLES
from accord.domain.errors import Refused
from accord.domain.facts import day_cells

Keep: TypeAlias = Callable[[ir.Table], ir.Table]
Put: TypeAlias = Callable[[pa.Table], ir.Table]

HELD = ("held", "main")
GIVEN = "given"
CANONICAL = (*(table.name for table in TABLES), GIVEN)
MEMORY = "4GB"
FIRST_DAY = date(1900, 1, 1)
"""Where no first day of the period is given: the earliest that a file can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Where expressions run: the period (`since` and `as_of`, both in it), and the columns that files really had."""

    tables: Mapping[str, ir.Table]
    given: Mapping[str, frozenset[str]]
    as_of: date
    since: date
    keep: Keep
    """Work rows out now, once, and return them for as long as the engine is open."""
    put: Put
    """Return a table of our own, to be read with the others."""

    def has(self, *tables: str) -> bool:
        """Whether files were given for all of these tables."""
        return all(self.given.get(name) for name in tables)

    def table(self, name: str) -> ir.Table:
        """Return one canonical table."""
        return self.tables[name]

    @property
    def day(self) -> int:
        """The day of the census, as canonical tables write days."""
        return _number(self.as_of)

    @property
    def first_day(self) -> int:
        """The first day of the period."""
        return _number(self.since)


def dated(engine: Engine, table: ir.Table) -> ir.Table:
    """Return rows with the period: its first day, and the day of the census to the midnight that ends it."""
    return table.mutate(
        since_day=ibis.literal(engine.first_day, "int64"),
        as_at_day=ibis.literal(engine.day, "int64"),
        as_at_second=ibis.null("int64"),
    )


@contextmanager
def open_duckdb(
    database: Path, *, as_of: date, since: date | None = None, memory: str = MEMORY, threads: int | None = None
) -> Iterator[Engine]:
    """Open the canonical tables of an extract with DuckDB. What does not fit into memory goes beside the database."""
    backend = ibis.duckdb.connect(
        memory_limit=memory,
        temp_directory=str(database.with_suffix(".spill")),
        preserve_insertion_order=False,
        **({"threads": threads} if threads else {}),
    )
    numbers = count()

    def keep(rows: ir.Table) -> ir.Table:
        return backend.create_table(f"kept_{next(numbers)}", rows, temp=True)

    with closing(backend.con):
        backend.attach(str(database), HELD[0], read_only=True)
        tables = {name: backend.table(name, database=HELD) for name in CANONICAL}
        yield _engine(tables, (since or FIRST_DAY, as_of), keep, ibis.memtable)


@contextmanager
def open_spark(folder: Path, *, as_of: date, since: date | None = None) -> Iterator[Engine]:
    """Open the same tables, as `write_parquet` wrote them, with Spark (the extra `accord-care[spark]`, and Java)."""
    try:
        backend = ibis.pyspark.connect()
    except ImportError as missing:
        words = "spark: PySpark is not installed."
        raise Refused.one(field="engine", wrong=words, accepted="pip install accord-care[spark]") from missing
    kept: list[CachedTable] = []
    numbers = count()

    def keep(rows: ir.Table) -> ir.Table:
        kept.append(rows.cache())
        return kept[-1]

    def put(rows: pa.Table) -> ir.Table:
        name = f"kept_{next(numbers)}"
        pq.write_table(rows, folder / f"{name}.parquet")
        return backend.read_parquet(str(folder / f"{name}.parquet"), table_name=name)

    tables = {name: backend.read_parquet(str(folder / f"{name}.parquet"), table_name=name) for name in CANONICAL}
    try:
        yield _engine(tables, (since or FIRST_DAY, as_of), keep, put)
    finally:
        for rows in kept:
            rows.release()


def write_parquet(database: Path, folder: Path) -> None:
    """Write the canonical tables of an extract as Parquet files, for Spark."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(database), read_only=True) as connection:
        for name in CANONICAL:
            target = quoted(str(folder / f"{name}.parquet"))
            connection.execute(f"COPY {name} TO {target} (FORMAT parquet)")


def _engine(tables: Mapping[str, ir.Table], period: tuple[date, date], keep: Keep, put: Put) -> Engine:
    given: dict[str, set[str]] = {}
    for row in tables[GIVEN].to_pyarrow().to_pylist():
        given.setdefault(row["table_name"], set()).add(row["column_name"])
    columns = {name: frozenset(found) for name, found in given.items()}
    since, as_of = period
    return Engine(tables=tables, given=columns, as_of=as_of, since=since, keep=keep, put=put)


def _number(day: date) -> int:
    cell = day_cells("x", day)["x_day"]
    if not isinstance(cell, int):
        raise TypeError(day)
    return cell
