"""Work that is done round after round, in a thread of the worker; of several workers, one at a time has the turn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Protocol

import psycopg
import structlog
from django.db import connection
from django.utils import timezone

from accord.config.tellers import PATIENCE, Stopping
from accord.privileges import traces
from accord.privileges.claims import acting_as_software
from accord.sharing.deliveries.outlets import Outlet, note_used
from accord.sharing.deliveries.telling import session

EVERY = 1.0
"""Seconds after which one looks whether anything is due."""
NOTED_EVERY = 3600.0
"""Seconds after which it is noted again that its way out is open."""
_log = structlog.stdlib.get_logger("accord.rounds")


class Rounds(Protocol):
    """Whoever has something to do, round after round."""

    def round(self) -> bool:
        """Do what is due; return whether there was anything."""


@contextmanager
def rounds_beside(outlet: Outlet, turn: int, work: Rounds) -> Iterator[None]:
    """Do the rounds of a way out for as long as the block lasts; `turn` is the number of the advisory lock."""
    stopping = Event()
    thread = Thread(target=_go_round_until, args=(stopping, outlet, turn, work), name=outlet.value, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(PATIENCE)


def _go_round_until(stopping: Stopping, outlet: Outlet, number: int, work: Rounds) -> None:
    """Go round, again and again; whatever goes wrong, the next round begins anew."""
    while not stopping.is_set():
        try:
            with session() as turn:
                _go_round_in_turn(stopping, turn, number, outlet, work)
        except Exception as failure:
            _log.exception("a round could not be done", work=outlet.value, exc_info=failure)
            connection.close()
            stopping.wait(EVERY)
    traces.close()
    connection.close()


def _go_round_in_turn(
    stopping: Stopping, turn: psycopg.Connection[object], number: int, outlet: Outlet, work: Rounds
) -> None:
    is_ours, noted_at = False, -NOTED_EVERY
    while not stopping.is_set():
        is_ours = is_ours or turn.execute("SELECT pg_try_advisory_lock(%s)", [number]).fetchone() == (True,)
        turn.execute("SELECT 1")  # the lock ends with this connection, and so does our turn
        if not is_ours:
            stopping.wait(EVERY)
            continue
        with acting_as_software():  # anew each time: what is claimed on a connection ends by itself
            if time.monotonic() - noted_at > NOTED_EVERY:
                note_used(outlet, timezone.now())
                noted_at = time.monotonic()
            is_busy = work.round()
        if not is_busy:
            stopping.wait(EVERY)
