"""One file into one canonical table: every column read, and each row that holds something unreadable set apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

from accord.assurance.extracts.cells import Cell
from accord.assurance.extracts.files import Given, quoted
from accord.assurance.extracts.kinds import Kind, kind_of
from accord.assurance.extracts.reasons import reason
from accord.domain.dataset import Table

WRONG = "wrong"
"""The column, while a table is filled, of what is unreadable in a row: positions of columns and their texts."""


def held(table: Table) -> str:
    """Return the name under which a table is stored; the canonical name is a view of it."""
    return f"held_{table.name}"


def cells(table: Table, texts: dict[str, str]) -> tuple[Cell, ...]:
    """Return the cells of a table, given where the text of each column stands."""
    return tuple(Cell(column, texts.get(column.name)) for column in table.columns)


def fill(connection: duckdb.DuckDBPyConnection, table: Table, given: Given, row: Sequence[Cell]) -> int:
    """Create the stored table from the file, and return how many rows were read."""
    names = [name for cell in row for name in cell.names]
    values = ", ".join(_stored(cell) for cell in row) if names else "NULL"
    wrong = [(position, condition) for position, cell in enumerate(row) if (condition := cell.is_wrong())]
    connection.execute(
        f"CREATE TABLE {held(table)} AS SELECT line, {values},"
        f" CASE WHEN {' OR '.join(condition for _, condition in wrong)} THEN {_listed(row, wrong)} END AS {WRONG}"
        f" FROM ({_computed(given.sql, row)})"
    )
    (count,) = connection.execute(f"SELECT count(*) FROM {held(table)}").fetchall()[0]
    return int(count)


def show(connection: duckdb.DuckDBPyConnection, table: Table, row: Sequence[Cell]) -> None:
    """Take out what was rejected, and show the table under its own name, with plain types."""
    stored = held(table)
    connection.execute(
        f"DELETE FROM {stored} WHERE line IN (SELECT line FROM rejects WHERE table_name = {quoted(table.name)})"
    )
    connection.execute(f"ALTER TABLE {stored} DROP COLUMN {WRONG}")
    plain = ", ".join(
        f'"{name}"::VARCHAR AS "{name}"' if cell.kind is Kind.CHOICE else f'"{name}"'
        for cell in row
        for name in cell.names
    )
    connection.execute(f'CREATE VIEW "{table.name}" AS SELECT line, {plain} FROM {stored}')


def reject_unreadable(connection: duckdb.DuckDBPyConnection, table: Table, row: Sequence[Cell]) -> None:
    """Write one reject for each cell that could not be read."""
    reasons = " ".join(
        f"WHEN {position} THEN {reason(cell.column)}" for position, cell in enumerate(row) if cell.is_wrong()
    )
    names = ", ".join(quoted(cell.column.name) for cell in row)
    hidden = ", ".join(str(position) for position, cell in enumerate(row) if kind_of(cell.column) is Kind.IDENTIFIER)
    connection.execute(
        f"INSERT INTO rejects SELECT {quoted(table.name)}, line, ([{names}])[position + 1],"
        f" CASE WHEN position NOT IN ({hidden or -1}) THEN words END, CASE position {reasons} END"
        f" FROM (SELECT line, unnest({WRONG}, recursive := true) FROM {held(table)} WHERE {WRONG} IS NOT NULL)"
    )


def _stored(cell: Cell) -> str:
    return ", ".join(f'"{name}"' for name in cell.names)


def _listed(row: Sequence[Cell], wrong: Iterable[tuple[int, str]]) -> str:
    each = ", ".join(
        f"CASE WHEN {condition} THEN {{'position': {position}, 'words': {row[position].text}}} END"
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
