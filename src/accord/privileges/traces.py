"""A connection apart from the transaction under way, so that a trace is committed whatever becomes of that."""

from __future__ import annotations

import threading
from typing import Any

import psycopg
from django.db import connection

from accord.privileges.claims import Acting, tell

_held = threading.local()


def apart() -> psycopg.Connection[Any]:
    """Return this thread's other connection as the application, which commits each statement by itself."""
    raw: psycopg.Connection[Any] | None = getattr(_held, "raw", None)
    if raw is None or raw.closed or raw.broken:
        parameters = connection.get_connection_params()
        parameters.pop("cursor_factory", None)
        parameters.pop("context", None)
        raw = psycopg.connect(**parameters, autocommit=True)
        _held.raw = raw
    return raw


def run(statement: str, values: list[Any], *, now: Acting) -> tuple[Any, ...]:
    """Run a statement over it as whoever acts, and return its row.

    A connection that broke while nobody used it (the database was started again) shows that on its next use alone: the
    statement is then run over a new one. A trace may so be there twice, and never not at all.

    Raises Django's errors, as those do that stand in the transaction.
    """
    with connection.wrap_database_errors:
        raw = apart()
        try:
            return _row(raw, statement, values, now)
        except psycopg.OperationalError:
            if not raw.closed:
                raise
            return _row(apart(), statement, values, now)


def _row(raw: psycopg.Connection[Any], statement: str, values: list[Any], now: Acting) -> tuple[Any, ...]:
    tell(raw, now)
    row: tuple[Any, ...] | None = raw.execute(statement, values, prepare=True).fetchone()
    assert row is not None
    return row


def close() -> None:
    """Close this thread's other connection, if it has one."""
    raw: psycopg.Connection[Any] | None = getattr(_held, "raw", None)
    if raw is not None:
        raw.close()
        del _held.raw
