"""The access log's rows as they are hashed: the bytes in which PostgreSQL copies a row out in binary.

That form is documented with PostgreSQL's COPY, and nothing of a session bears on it: the count of columns, then for
each its length and its bytes (ids as big-endian numbers, a time as microseconds since 2000 in UTC, a UUID as its 16
bytes, words in UTF-8). No two rows share it. A column added later must not join `COLUMNS`: rows sealed before would
change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import psycopg
from psycopg import pq, sql

COLUMNS = ("id", "at", "staff_id", "staff_role_id", "organisation_id", "person_id", "purpose", "what", "basis")
OPENING = b"PGCOPY\n\xff\r\n\0"
HEADER = len(OPENING) + 8
TRAILER = b"\xff\xff"
ID = slice(6, 14)
"""Where a row's id lies: after the count of columns and the id's own length."""

_OUT = sql.SQL("COPY ({}) TO STDOUT (FORMAT binary)")
_COLUMNS = sql.SQL(", ").join(sql.Identifier("log", column) for column in COLUMNS)
_AFTER = sql.SQL("SELECT {} FROM access_accesslog log WHERE log.id > {} AND log.id <= {} ORDER BY log.id LIMIT {}")
_WITHIN = sql.SQL(
    "SELECT {} FROM unnest({}::bigint[], {}::bigint[]) AS run(first, last)"
    " JOIN access_accesslog log ON log.id BETWEEN run.first AND run.last ORDER BY log.id"
)
Connection = psycopg.Connection[tuple[object, ...]]
Run = tuple[int, int]
"""The first and the last of ids that follow one another."""


def rows_after(connection: Connection, low: int, high: int = 2**63 - 1, *, limit: int | None = None) -> Iterator[bytes]:
    """Yield the rows with ids above `low`, up to and with `high`, in order of id."""
    return _copied(connection, _AFTER.format(_COLUMNS, low, high, limit))


def rows_within(connection: Connection, runs: Sequence[Run]) -> Iterator[bytes]:
    """Yield the rows whose ids lie in these runs, in order of id."""
    if not runs:
        return iter(())
    firsts, lasts = [run[0] for run in runs], [run[1] for run in runs]
    return _copied(connection, _WITHIN.format(_COLUMNS, firsts, lasts))


def last_id_given(connection: Connection) -> int:
    """Return the highest id that the log's sequence has given out: nobody honest has one above it."""
    row = connection.execute(
        "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('access_accesslog', 'id')::regclass), 0)"
    ).fetchone()
    assert row is not None
    assert isinstance(row[0], int)
    return row[0]


def id_of(row: bytes) -> int:
    """Return the id that a row carries."""
    return int.from_bytes(row[ID], "big", signed=True)


def runs_of(flat: Sequence[int]) -> list[Run]:
    """Return runs that were kept as one list of numbers."""
    return list(zip(flat[::2], flat[1::2], strict=True))


def runs_missing(low: int, ids: Iterable[int]) -> Iterator[Run]:
    """Yield the runs of ids that are missing between `low` and the last of `ids`, which are in order."""
    expected = low + 1
    for each in ids:
        if each > expected:
            yield expected, each - 1
        expected = each + 1


def _copied(connection: Connection, query: sql.Composed) -> Iterator[bytes]:
    """Yield each row. PostgreSQL sends every row as one message, and the file's header before the first.

    The messages are taken from libpq itself: a million a second pass here, and each layer between would be felt.
    """
    libpq = connection.pgconn
    opened = libpq.exec_(_OUT.format(query).as_bytes(connection))
    if opened.status != pq.ExecStatus.COPY_OUT:
        raise psycopg.DatabaseError(opened.get_error_message())
    read = libpq.get_copy_data
    more, message = read(0)
    try:
        yield from _without_header(bytes(message))
        more, message = read(0)
        while more > 0:
            if message != TRAILER:
                yield message  # type: ignore[misc]  # psycopg's type is wider: where more > 0 it holds bytes
            more, message = read(0)
    finally:
        while more > 0:  # whoever stopped early still needs the connection
            more, _ = read(0)
        _end(libpq)


def _end(libpq: pq.abc.PGconn) -> None:
    while ended := libpq.get_result():
        if ended.status != pq.ExecStatus.COMMAND_OK:
            raise psycopg.DatabaseError(ended.get_error_message())


def _without_header(message: bytes) -> Iterator[bytes]:
    row = message[HEADER:] if message.startswith(OPENING) else message
    if row and row != TRAILER:
        yield row
