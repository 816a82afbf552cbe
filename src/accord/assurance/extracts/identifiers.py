"""Columns of identifiers in which NHS numbers stand where pseudonyms belong: the whole file is refused."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from accord.assurance.extracts.cells import Cell
from accord.assurance.extracts.kinds import Kind
from accord.assurance.extracts.loads import held
from accord.domain.dataset import Table
from accord.domain.errors import FieldError, Refused

ACCEPTED = (
    "Replace each by a pseudonym, the same for the same person in every file. Nothing of the file was kept."
    " (One in eleven random numbers of ten digits passes the check; here more than half do.)"
)


def refuse_nhs_numbers(connection: duckdb.DuckDBPyConnection, table: Table, file: str, row: Sequence[Cell]) -> None:
    """Raise Refused where more than half of the values of a column of identifiers or codes pass as NHS numbers."""
    columns = [cell for cell in row if cell.text is not None and cell.kind in {Kind.IDENTIFIER, Kind.CODE}]
    asked = ", ".join(f"count({c.names[0]}), count(*) FILTER (is_nhs_number({c.names[0]}))" for c in columns)
    counts = connection.execute(f"SELECT {asked} FROM {held(table)}").fetchall()[0]
    errors = [
        FieldError(
            field=file,
            wrong=f"column {cell.column.name}: {valid:,} of {values:,} values are valid NHS numbers.",
            accepted=ACCEPTED,
        )
        for cell, values, valid in zip(columns, counts[0::2], counts[1::2], strict=True)
        if valid * 2 > values
    ]
    if errors:
        raise Refused(errors)
