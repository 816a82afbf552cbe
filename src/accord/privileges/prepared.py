"""Statements that the database plans once for each connection, and not again for each use.

Django sends every statement as text with its values in it, so that each is parsed and planned anew. For the few large
ones that every signature or emergency look-up runs, the planning costs more than the running: `prepared_cursor` sends
those with their values apart, and the server keeps the plan with the connection.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper


class _Prepared(psycopg.Cursor[Any]):
    """A cursor whose statements are prepared from their first use."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> Self:
        """Run a statement, with its values apart."""
        return super().execute(query, params, prepare=True)


@contextmanager
def prepared_cursor() -> Iterator[CursorWrapper]:
    """Give a cursor of the application's connection for statements whose text is always the same.

    It stands in the transaction of the others, and raises Django's own errors, as they do.
    """
    connection.ensure_connection()
    raw = connection.connection
    assert isinstance(raw, psycopg.Connection)
    with CursorWrapper(_Prepared(raw), connection) as cursor:
        yield cursor
