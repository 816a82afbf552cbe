"""Telling other systems what became of plans, in a thread of the worker: at once, and again where it was not taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Protocol

import psycopg
import structlog
from django.db import DatabaseError, connection

from accord.events.queries import outbox
from accord.privileges import traces
from accord.privileges.claims import acting_as_software
from accord.sharing.deliveries.telling import CHANNEL, TURN, Teller, session

EVERY = 1.0
"""Seconds after which one looks whether anybody is due, where nothing wakes before."""
HELD_BACK = 0.02
"""The same where something waits for a transaction that is still open."""
PATIENCE = 10.0
_log = structlog.stdlib.get_logger("accord.telling")


class Stopping(Protocol):
    """What says that it is time to stop: an event of a thread, or of a process."""

    def is_set(self) -> bool:
        """Return whether it is."""

    def wait(self, timeout: float | None = None, /) -> bool:
        """Wait until it is, so many seconds at most."""


@contextmanager
def telling_beside() -> Iterator[None]:
    """Tell other systems for as long as the block lasts."""
    stopping, teller = Event(), Teller()
    thread = Thread(target=tell_until, args=(stopping, teller), name="telling", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        teller.wake.set()
        thread.join(PATIENCE)


def tell_until(stopping: Stopping, teller: Teller, every: float = EVERY) -> None:
    """Tell, again and again; whatever goes wrong, the next round begins anew."""
    while not stopping.is_set():
        try:
            with session() as turn:
                _tell_in_turn(stopping, teller, turn, every)
        except Exception as failure:
            _log.exception("other systems could not be told", exc_info=failure)
            connection.close()
            stopping.wait(every)
    with suppress(psycopg.Error, DatabaseError), acting_as_software():  # what is not kept now is sent again
        teller.finish()
    teller.close()
    traces.close()
    connection.close()


def _tell_in_turn(stopping: Stopping, teller: Teller, turn: psycopg.Connection[object], every: float) -> None:
    """Tell while this is the one that tells; another worker stands by until the database frees the lock."""
    while not stopping.is_set():
        row = turn.execute("SELECT pg_try_advisory_lock(%s)", [TURN]).fetchone()
        if row == (True,):
            break
        stopping.wait(every)
    ended = Event()
    Thread(target=_hear, args=(ended, teller.wake), name="hearing", daemon=True).start()
    try:
        while not stopping.is_set():
            turn.execute("SELECT 1")  # the lock ends with this connection, and so does our turn
            _round(teller, every)
    finally:
        ended.set()


def _round(teller: Teller, every: float) -> None:
    """Do what there is to do, and wait where that is nothing."""
    teller.wake.clear()
    with acting_as_software():  # anew each time: what is claimed on a connection ends by itself
        is_busy = teller.round()
        is_held_back = not is_busy and outbox.is_waiting()
    if not is_busy:
        teller.wake.wait(HELD_BACK if is_held_back else every)


def _hear(ended: Event, wake: Event) -> None:
    """Wake the teller as something is committed. Where this ends, the teller still looks each second."""
    try:
        with session() as listening:
            listening.execute(f"LISTEN {CHANNEL}")
            while not ended.is_set():
                for _ in listening.notifies(timeout=EVERY, stop_after=1):
                    wake.set()
    except psycopg.Error as failure:
        _log.warning("waking for the outbox ended", exc_info=failure)
        wake.set()
