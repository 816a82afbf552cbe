"""Many rows of one table at once.

COPY does not pass row-level security; so each row is an INSERT of one prepared statement, and all go to the server in
one stream (psycopg's pipeline), which asks the policy of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows into a table, in the transaction under way. Names of table and columns are ours, never given."""
    listed = list(rows)
    if not listed:
        return
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() * len(columns)),
    )
    connection.ensure_connection()
    raw = connection.connection
    assert isinstance(raw, psycopg.Connection)
    # The stream runs past Django's cursor, so its errors are made Django's here.
    with connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
        cursor.executemany(statement, listed)
