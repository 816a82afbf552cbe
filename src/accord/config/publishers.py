"""Publishing pointers to our plans, and announcing what becomes of them: threads of the worker, where asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread
from typing import Protocol

import psycopg
import structlog
from django.conf import settings
from django.db import connection

from accord.config.tellers import PATIENCE, Stopping
from accord.privileges import traces
from accord.privileges.claims import acting_as_software
from accord.sharing.announcing.announcers import Announcer
from accord.sharing.deliveries.telling import session
from accord.sharing.pointers.locators import Locator
from accord.sharing.pointers.publishing import Publisher

EVERY = 1.0
"""Seconds after which one looks whether anybody is due."""
POINTERS, ANNOUNCEMENTS = 0x506F696E, 0x416E6E6F  # of the advisory locks: "Poin", "Anno"
_log = structlog.stdlib.get_logger("accord.publishing")


class Rounds(Protocol):
    """Whoever publishes, round after round."""

    def round(self) -> bool:
        """Do what is due; return whether there was anything."""


@contextmanager
def publishing_beside() -> Iterator[None]:
    """Publish pointers, and announce changes, for as long as the block lasts."""
    with ExitStack() as beside:
        if settings.ACCORD_LOCATOR is not None:
            beside.enter_context(_beside("publishing", POINTERS, Publisher(Locator(settings.ACCORD_LOCATOR))))
        if settings.ACCORD_ANNOUNCEMENTS is not None:
            beside.enter_context(_beside("announcing", ANNOUNCEMENTS, Announcer(settings.ACCORD_ANNOUNCEMENTS)))
        yield


@contextmanager
def _beside(name: str, turn: int, publisher: Rounds) -> Iterator[None]:
    stopping = Event()
    thread = Thread(target=publish_until, args=(stopping, publisher, turn), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(PATIENCE)


def publish_until(stopping: Stopping, publisher: Rounds, number: int, every: float = EVERY) -> None:
    """Publish, again and again; whatever goes wrong, the next round begins anew. One worker publishes at a time."""
    while not stopping.is_set():
        try:
            with session() as turn:
                _publish_in_turn(stopping, publisher, turn, number, every)
        except Exception as failure:
            _log.exception("nothing could be published", exc_info=failure)
            connection.close()
            stopping.wait(every)
    traces.close()
    connection.close()


def _publish_in_turn(
    stopping: Stopping, publisher: Rounds, turn: psycopg.Connection[object], number: int, every: float
) -> None:
    is_ours = False
    while not stopping.is_set():
        is_ours = is_ours or turn.execute("SELECT pg_try_advisory_lock(%s)", [number]).fetchone() == (True,)
        turn.execute("SELECT 1")  # the lock ends with this connection, and so does our turn
        if not is_ours:
            stopping.wait(every)
            continue
        with acting_as_software():
            is_busy = publisher.round()
        if not is_busy:
            stopping.wait(every)
