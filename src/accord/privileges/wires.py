"""A connection to the database that an event loop waits on: one prepared statement after another, committed each.

psycopg's own asynchronous cursors cost more than the statements here do; this speaks libpq through `psycopg.pq`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection
from psycopg import pq
from psycopg.pq import abc as libpq

from accord.domain.authority import Actor
from accord.privileges.claims import claim

ACT = "act"
CLAIMED_FOR = 300.0
"""Seconds after which a claim is made anew; it holds for twice as long."""


class WireFailed(RuntimeError):
    """The database did not answer a statement, or refused it."""


class Wire:
    """One connection as the application. Only one call may be under way."""

    def __init__(self, statements: Mapping[str, str]) -> None:
        """Connect, and prepare these statements by their names. It waits: call it on a thread that may."""
        parameters = connection.get_connection_params()
        for name in ("cursor_factory", "context"):
            parameters.pop(name, None)
        self._raw: psycopg.Connection[Any] = psycopg.connect(**parameters, autocommit=True)
        self._libpq: libpq.PGconn = self._raw.pgconn
        for name, statement in {ACT: "SELECT set_config('accord.actor', $1, false)", **statements}.items():
            _check(self._libpq.prepare(name.encode(), statement.encode()))
        self._libpq.nonblocking = 1
        self._actor: tuple[Actor, float] | None = None
        self._result: libpq.PGresult | None = None
        self._waiting: asyncio.Future[libpq.PGresult] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.is_broken = False

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Wait for answers in this loop from now on."""
        self._loop = loop
        loop.add_reader(self._libpq.socket, self._read)

    async def act_as(self, actor: Actor) -> None:
        """Say on this connection who is acting, unless it was said a moment ago."""
        if self._actor is None or self._actor[0] != actor or time.monotonic() - self._actor[1] > CLAIMED_FOR:
            self._actor = None
            await self.call(ACT, [claim(actor, self._libpq.backend_pid).encode()])
            self._actor = (actor, time.monotonic())

    async def call(self, name: str, values: Sequence[bytes | None], *, as_bytes: bool = False) -> libpq.PGresult:
        """Run a prepared statement and return its rows, as texts or as bytes; it is committed by then."""
        assert self._loop is not None
        assert self._waiting is None
        if self.is_broken:
            raise WireFailed("the connection is gone")
        self._waiting = waiting = self._loop.create_future()
        try:
            self._libpq.send_query_prepared(name.encode(), values, result_format=pq.Format(int(as_bytes)))
            self._flush()
        except psycopg.Error as failed:
            self._break(failed)
        return _check(await waiting)

    def close(self) -> None:
        """Close it."""
        self._break(WireFailed("closed"))

    def _flush(self) -> None:
        assert self._loop is not None
        if self._libpq.flush():
            self._loop.add_writer(self._libpq.socket, self._flush)
        else:
            self._loop.remove_writer(self._libpq.socket)

    def _read(self) -> None:
        try:
            self._libpq.consume_input()
            while not self._libpq.is_busy():
                result = self._libpq.get_result()
                if result is None:
                    self._answer()
                    return
                self._result = result
        except psycopg.Error as failed:
            self._break(failed)

    def _answer(self) -> None:
        result, self._result = self._result, None
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            if result is None:
                waiting.set_exception(WireFailed("no answer"))
            else:
                waiting.set_result(result)

    def _break(self, why: Exception) -> None:
        self.is_broken = True
        waiting, self._waiting = self._waiting, None
        if self._loop is not None and not self._raw.closed:
            self._loop.remove_reader(self._libpq.socket)
            self._loop.remove_writer(self._libpq.socket)
        self._raw.close()
        if waiting is not None and not waiting.done():
            waiting.set_exception(WireFailed(type(why).__name__))


def _check(result: libpq.PGresult) -> libpq.PGresult:
    if result.status not in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
        state = result.error_field(pq.DiagnosticField.SQLSTATE) or b"?"
        raise WireFailed(f"the statement was refused ({state.decode()})")
    return result
