"""A connection to the database that an event loop waits on: prepared statements one after another, committed each.

psycopg's own asynchronous cursors cost more than the statements here do; this speaks libpq through `psycopg.pq`, in
its pipeline mode: the next statement is on its way while the one before is run.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from psycopg import pq
from psycopg.pq import abc as libpq

from accord.domain.authority import Actor
from accord.privileges.claims import claim

ACT = "act"
NAME = "accord beside Django"
"""What these connections are called in `pg_stat_activity`."""
CLAIMED_FOR = 300.0
"""Seconds after which a claim is made anew; it holds for twice as long."""


@dataclass(frozen=True, slots=True)
class Call:
    """A prepared statement by its name, with its values; its rows come as texts or as bytes."""

    name: str
    values: Sequence[bytes | None]
    as_bytes: bool = False


class WireFailed(RuntimeError):
    """The database did not answer a statement, or refused it."""


class Wire:
    """One connection as the application. What is called together is under way by itself."""

    def __init__(self, statements: Mapping[str, str]) -> None:
        """Connect, and prepare these statements by their names. It waits: call it on a thread that may."""
        parameters = connection.get_connection_params()
        for name in ("cursor_factory", "context"):
            parameters.pop(name, None)
        self._raw: psycopg.Connection[Any] = psycopg.connect(**parameters | {"application_name": NAME}, autocommit=True)
        self._libpq: libpq.PGconn = self._raw.pgconn
        for name, statement in {ACT: "SELECT set_config('accord.actor', $1, false)", **statements}.items():
            _check(self._libpq.prepare(name.encode(), statement.encode()))
        self._libpq.nonblocking = 1
        self._libpq.enter_pipeline_mode()
        self._actor: tuple[Actor, float] | None = None
        self._results: list[libpq.PGresult] = []
        self._left = 0
        """How many of the calls that are under way have not been answered and committed."""
        self._waiting: asyncio.Future[list[libpq.PGresult]] | None = None
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
            await self.call(Call(ACT, [claim(actor, self._libpq.backend_pid).encode()]))
            self._actor = (actor, time.monotonic())

    async def call(self, *calls: Call) -> list[libpq.PGresult]:
        """Run prepared statements and return the rows of each. Each is committed before the next is run.

        Raises `WireFailed` where any was refused; those after it were run all the same.
        """
        assert self._loop is not None
        assert self._waiting is None
        if self.is_broken:
            raise WireFailed("the connection is gone")
        self._waiting = waiting = self._loop.create_future()
        try:
            for each in calls:
                form = pq.Format(int(each.as_bytes))
                self._libpq.send_query_prepared(each.name.encode(), each.values, result_format=form)
                self._libpq.pipeline_sync()
            self._left = len(calls)
            self._flush()
        except psycopg.Error as failed:
            self._break(failed)
        return [_check(each) for each in await waiting]

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
            is_end = False
            while self._left and not self._libpq.is_busy():
                result = self._libpq.get_result()
                if result is None and is_end:
                    raise psycopg.OperationalError("no answer")
                is_end = result is None  # nothing ends the rows of each statement, and then comes its commit
                if result is not None:
                    self._take(result)
        except psycopg.Error as failed:
            self._break(failed)

    def _take(self, result: libpq.PGresult) -> None:
        if result.status != pq.ExecStatus.PIPELINE_SYNC:
            self._results.append(result)
            return
        self._left -= 1
        if self._left:
            return
        results, self._results = self._results, []
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_result(results)

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
