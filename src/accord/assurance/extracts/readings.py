"""Reading an extract: files in, one database with the canonical tables, the rejects and the counts out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from accord.assurance.extracts.cells import Cell
from accord.assurance.extracts.extracts import Count, Extract
from accord.assurance.extracts.files import Given, open_file, quoted
from accord.assurance.extracts.loads import cells, fill, held, reject_unreadable, show
from accord.assurance.extracts.sources import Sources
from accord.domain.dataset import TABLES, Table

DATABASE = "extract.duckdb"
REJECTS = "rejects.csv"
MEMORY = "4GB"
MACROS = Path(__file__).with_name("macros.sql")

Progress = Callable[[str], None]
"""Told what is being done, in words for a person."""


def in_silence(_doing: str) -> None:
    """Tell nobody."""


def read(
    sources: Sources, into: Path, *, as_of: date, progress: Progress = in_silence, memory: str = MEMORY
) -> Extract:
    """Read the files into `into`, check every row, and return what was found.

    Raises `Refused`, with the file and the reason, where a file as a whole cannot be used.
    """
    into.mkdir(parents=True, exist_ok=True)
    database = into / DATABASE
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        _prepare(connection, into, memory)
        counts = {table.name: _read_file(connection, table, path, progress) for table, path in sources.files()}
        _show_the_rest(connection, set(counts))
        given = _given(connection)
        rejects = _write_rejects(connection, into / REJECTS)
    return Extract(database=database, rejects=rejects, as_of=as_of, counts=counts, given=given)


def _prepare(connection: duckdb.DuckDBPyConnection, into: Path, memory: str) -> None:
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"SET memory_limit = {quoted(memory)}")
    connection.execute(f"SET temp_directory = {quoted(into / 'spill')}")
    connection.execute(MACROS.read_text(encoding="utf-8"))
    connection.execute("CREATE TABLE given (table_name VARCHAR, column_name VARCHAR)")
    connection.execute(
        "CREATE TABLE rejects (table_name VARCHAR, line BIGINT, column_name VARCHAR, value VARCHAR, reason VARCHAR)"
    )


def _read_file(connection: duckdb.DuckDBPyConnection, table: Table, path: Path, progress: Progress) -> Count:
    progress(f"Reading {path.name}")
    given = open_file(connection, path)
    row = cells(table, _texts(table, given))
    count = fill(connection, table, given, row)
    reject_unreadable(connection, table, row)
    show(connection, table, row)
    _note_given(connection, table, row)
    rejected = connection.execute(
        "SELECT count(DISTINCT line) FROM rejects WHERE table_name = ?", [table.name]
    ).fetchall()[0][0]
    return Count(read=count, rejected=rejected)


def _texts(table: Table, given: Given) -> dict[str, str]:
    positions = {name.strip().lower(): position for position, name in enumerate(given.columns)}
    return {name: f"c{positions[name]}" for name in table.names if name in positions}


def _note_given(connection: duckdb.DuckDBPyConnection, table: Table, row: tuple[Cell, ...]) -> None:
    rows = [(table.name, cell.column.name) for cell in row if cell.text is not None]
    connection.executemany("INSERT INTO given VALUES (?, ?)", rows)


def _show_the_rest(connection: duckdb.DuckDBPyConnection, given: set[str]) -> None:
    """Show an empty table for each file that was not given, so that whoever reads needs no other way."""
    for table in TABLES:
        if table.name not in given:
            row = cells(table, {})
            names = ", ".join(
                f'"{name}" {kind}' for cell in row for name, kind in zip(cell.names, cell.types(), strict=True)
            )
            connection.execute(f"CREATE TABLE {held(table)} (line BIGINT, {names}, wrong BIGINT)")
            show(connection, table, row)


def _given(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table, column in connection.execute("SELECT table_name, column_name FROM given").fetchall():
        found[table] = (*found.get(table, ()), column)
    return found


def _write_rejects(connection: duckdb.DuckDBPyConnection, path: Path) -> Path:
    connection.execute(
        'COPY (SELECT table_name AS "table", line, column_name AS "column", value, reason FROM rejects'
        f" ORDER BY table_name, line, column_name) TO {quoted(path)} (HEADER)"
    )
    return path
