"""Reading extracts: `python -m benchmarks extracts`.

How many rows of files of decisions and population are read and checked a second, from Parquet and from CSV, beside
DuckDB that scans every column of the same files and does nothing with it; and how much memory that takes.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import duckdb

from accord.assurance.extracts.kinds import Kind, cells_of, kind_of
from accord.assurance.extracts.readings import read
from accord.assurance.extracts.sources import Sources
from accord.domain.dataset import DECISIONS, POPULATION, Column, Table
from benchmarks.bare import peak
from benchmarks.drawn_extracts import draw
from benchmarks.figures import Figure
from benchmarks.runs import CONSOLE, Settings, run

AS_OF = date(2026, 11, 21)
MOST_MEMORY = 6.0
FORMS = ("parquet", "csv")
Measured = tuple[float, float, int]
"""Seconds, the peak of memory in GiB, and rows."""


def measure(settings: Settings) -> Sequence[Figure]:
    """Read drawn files of both forms, and scan them."""
    drawn = settings.data / "drawn.duckdb"
    if not drawn.exists():
        draw(drawn, settings.people)
    figures: list[Figure] = []
    for form in FORMS:
        files = [_write(drawn, settings.data, table, form) for table in (DECISIONS, POPULATION)]
        turns = [_apart(_read, files, settings) for _ in range(settings.repeat)]
        scans = [_apart(_scan, files, settings) for _ in range(settings.repeat)]
        figures += _figures(form, settings.people, turns, scans)
    return figures


def _apart(measured: Callable[[list[Path], Path], Measured], files: list[Path], settings: Settings) -> Measured:
    """Measure in a process of its own, whose memory is nothing else's."""
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = pool.submit(measured, files, settings.data / "read").result()
    name = measured.__name__.removeprefix("_")
    CONSOLE.print(f"{name} {files[0].suffix[1:]}: {found[2] / found[0]:,.0f} rows a second, {found[1]:.2f} GiB")
    return found


def _read(files: list[Path], into: Path) -> Measured:
    started = time.perf_counter()
    extract = read(Sources(decisions=files[0], population=files[1]), into, as_of=AS_OF)
    return time.perf_counter() - started, peak(), sum(count.read for count in extract.counts.values())


def _scan(files: list[Path], _into: Path) -> Measured:
    started, rows = time.perf_counter(), 0
    with duckdb.connect() as connection:
        for path in files:
            source = f"read_csv('{path}', header = true, all_varchar = true)" if path.suffix == ".csv" else f"'{path}'"
            # the greatest of every column: each value is looked at, and nothing is kept
            connection.execute(f"SELECT max(COLUMNS(*)) FROM {source}")  # noqa: S608 (a file of ours)
            rows += int(connection.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0])  # noqa: S608 (the same)
    return time.perf_counter() - started, peak(), rows


def _write(drawn: Path, folder: Path, table: Table, form: str) -> Path:
    """Write a drawn table as the file that it could have been read from."""
    path = folder / f"{table.name}.{form}"
    if not path.exists():
        texts = ", ".join(f'{_text(column)} AS "{column.name}"' for column in table.columns)
        with duckdb.connect(str(drawn), read_only=True) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            # names of the dataset, and a file of ours
            connection.execute(f"COPY (SELECT {texts} FROM {table.name}) TO '{path}' (FORMAT {form})")  # noqa: S608 (our own names)
    return path


def _text(column: Column) -> str:
    day, *second = cells_of(column)
    if kind_of(column) is Kind.MOMENT:
        written = f"strftime(make_timestamp({second[0]} * 1000000), '%Y-%m-%dT%H:%M:%S+00:00')"
        return f"coalesce({written}, strftime(DATE '1970-01-01' + {day}::INTEGER, '%Y-%m-%d'))"
    if kind_of(column) is Kind.DATE:
        return f"strftime(DATE '1970-01-01' + {day}::INTEGER, '%Y-%m-%d')"
    return f"{day}::VARCHAR"


def _figures(form: str, people: int, turns: Sequence[Measured], scans: Sequence[Measured]) -> Sequence[Figure]:
    return (
        Figure(
            name=f"Rows of an extract read and checked, {form}",
            unit="a second",
            people=people,
            value=statistics.median(turn[2] / turn[0] for turn in turns),
            bound=statistics.median(scan[2] / scan[0] for scan in scans),
            bound_by="DuckDB, every column of the same files scanned",
            more_is_better=True,
        ),
        Figure(
            name=f"Time to read and check an extract, {form}",
            unit="s",
            people=people,
            value=statistics.median(turn[0] for turn in turns),
            bound=statistics.median(scan[0] for scan in scans),
            bound_by="DuckDB, every column of the same files scanned",
            grows=True,
        ),
        Figure(
            name=f"Memory to read an extract, {form}",
            unit="GiB",
            people=people,
            value=max(turn[1] for turn in turns),
            target=MOST_MEMORY,
        ),
    )


if __name__ == "__main__":
    run(measure)
