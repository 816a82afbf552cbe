"""One file into one canonical table: every column read, and each row that holds something unreadable set apart."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from accord.assurance.extracts.cells import Cell
from accord.assurance.extracts.kinds import Kind
from accord.assurance.extracts.masks import COUNTED, MASKED, left_out, may_hold_number
from accord.assurance.extracts.reasons import reason
from accord.assurance.extracts.texts import Led
from accord.assurance.extracts.words import quoted
from accord.domain.dataset import Table

WRONG = "wrong"
"""The column of what is unreadable in a row: positions of columns and their texts; nothing in a row that is kept."""
LONGEST_SHOWN = 60
"""Characters of a value in rejects.csv."""


def held(table: Table) -> str:
    """Return the name under which a table is stored; the canonical name is a view of it, with plain types."""
    return f"held_{table.name}"


def fill(connection: duckdb.DuckDBPyConnection, table: Table, led: Led) -> int:
    """Create the stored table from the file, and return how many rows were read."""
    values = ", ".join(f'"{name}"' for cell in led.row for name in cell.names)
    counted = "".join(
        f", {left_out(cell.names[0], f'words_{cell.names[0]}')} AS {COUNTED}{cell.names[0]}" for cell in _free(led.row)
    )
    wrong = [(position, condition) for position, cell in enumerate(led.row) if (condition := cell.is_wrong())]
    connection.execute(
        f"CREATE TABLE {held(table)} AS SELECT line, {values}{counted},"
        f" CASE WHEN {' OR '.join(condition for _, condition in wrong)} THEN {_listed(led.row, wrong)} END AS {WRONG}"
        f" FROM ({_computed(led.sql, led.row)})"
    )
    (count,) = connection.execute(f"SELECT count(*) FROM {held(table)}").fetchall()[0]
    return int(count)


def reject_unreadable(connection: duckdb.DuckDBPyConnection, table: Table, row: Sequence[Cell]) -> None:
    """Write one reject for each cell that could not be read; never a value of an identifier."""
    reasons = " ".join(
        f"WHEN {position} THEN {reason(cell.column, is_mapped=cell.text != cell.shown)}"
        for position, cell in enumerate(row)
        if cell.is_wrong()
    )
    names = ", ".join(quoted(cell.column.name) for cell in row)
    hidden = [str(position) for position, cell in enumerate(row) if cell.kind is Kind.IDENTIFIER]
    shown = f"CASE WHEN {may_hold_number('words')} THEN {MASKED}(words) ELSE words END"
    connection.execute(
        f"INSERT INTO rejects SELECT {quoted(table.name)}, line, ([{names}])[position + 1],"
        f" CASE WHEN position NOT IN ({', '.join(hidden) or -1}) THEN left({shown}, {LONGEST_SHOWN}) END,"
        f" CASE position {reasons} END"
        f" FROM (SELECT line, unnest({WRONG}, recursive := true) FROM {held(table)} WHERE {WRONG} IS NOT NULL)"
    )


def show(connection: duckdb.DuckDBPyConnection, table: Table, row: Sequence[Cell]) -> dict[str, int]:
    """Take out what was rejected, show the table under its own name, and return how many numbers were masked."""
    stored = held(table)
    connection.execute(
        f"DELETE FROM {stored} WHERE line IN (SELECT line FROM rejects WHERE table_name = {quoted(table.name)})"
    )
    masked = {}
    for cell in _free(row):
        name = cell.names[0]
        (count,) = connection.execute(f"SELECT coalesce(sum({COUNTED}{name}), 0) FROM {stored}").fetchall()[0]
        masked[name] = int(count)
    show_plainly(connection, table, row)
    return masked


def show_plainly(connection: duckdb.DuckDBPyConnection, table: Table, row: Sequence[Cell]) -> None:
    """Show a stored table under its own name: words as text, however they are stored."""
    plain = ", ".join(
        f'"{name}"::VARCHAR AS "{name}"' if cell.kind is Kind.CHOICE else f'"{name}"'
        for cell in row
        for name in cell.names
    )
    connection.execute(f'CREATE VIEW "{table.name}" AS SELECT line, {plain} FROM {held(table)}')


def make_empty(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Make the table of a file that was not given, so that whoever reads needs no other way."""
    row = tuple(Cell(column, None) for column in table.columns)
    names = ", ".join(f'"{name}" {kind}' for cell in row for name, kind in zip(cell.names, cell.types(), strict=True))
    connection.execute(f"CREATE TABLE {held(table)} (line BIGINT, {names})")
    show_plainly(connection, table, row)


def _free(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.kind is Kind.TEXT and cell.text is not None]


def _listed(row: Sequence[Cell], wrong: Sequence[tuple[int, str]]) -> str:
    each = ", ".join(
        f"CASE WHEN {condition} THEN {{'position': {position}, 'words': {row[position].shown}}} END"
        for position, condition in wrong
    )
    return f"list_filter([{each}], lambda one: one IS NOT NULL)"


def _computed(source: str, row: Sequence[Cell]) -> str:
    """Return the file with everything that is computed of it, one step within another."""
    steps = [cell.steps() for cell in row]
    sql = source
    for depth in range(max(map(len, steps))):
        found = [
            f'{expression} AS "{name}"'
            for each in steps
            if depth < len(each)
            for name, expression in each[depth].items()
        ]
        sql = f"SELECT *, {', '.join(found)} FROM ({sql})"
    return sql
