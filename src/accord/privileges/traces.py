"""A connection apart from the transaction under way, so that a trace is committed whatever becomes of that."""

from __future__ import annotations

import threading
from typing import Any

import psycopg
from django.db import connection

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


def close() -> None:
    """Close this thread's other connection, if it has one."""
    raw: psycopg.Connection[Any] | None = getattr(_held, "raw", None)
    if raw is not None:
        raw.close()
        del _held.raw
