"""Publishing pointers to our own plans at another locator, in a thread of the worker, where one is configured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import psycopg
import structlog
from django.conf import settings
from django.db import connection

from accord.config.tellers import PATIENCE, Stopping
from accord.privileges import traces
from accord.privileges.claims import acting_as_software
from accord.sharing.deliveries.telling import session
from accord.sharing.pointers.locators import Locator
from accord.sharing.pointers.publishing import Publisher

EVERY = 1.0
"""Seconds after which one looks whether anybody is due."""
TURN = 0x506F696E  # of the advisory lock: "Poin"
_log = structlog.stdlib.get_logger("accord.publishing")


@contextmanager
def publishing_beside() -> Iterator[None]:
    """Publish for as long as the block lasts."""
    if settings.ACCORD_LOCATOR is None:
        yield
        return
    stopping, publisher = Event(), Publisher(Locator(settings.ACCORD_LOCATOR))
    thread = Thread(target=publish_until, args=(stopping, publisher), name="publishing", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(PATIENCE)


def publish_until(stopping: Stopping, publisher: Publisher, every: float = EVERY) -> None:
    """Publish, again and again; whatever goes wrong, the next round begins anew. One worker publishes at a time."""
    while not stopping.is_set():
        try:
            with session() as turn:
                _publish_in_turn(stopping, publisher, turn, every)
        except Exception as failure:
            _log.exception("pointers could not be published", exc_info=failure)
            connection.close()
            stopping.wait(every)
    traces.close()
    connection.close()


def _publish_in_turn(stopping: Stopping, publisher: Publisher, turn: psycopg.Connection[object], every: float) -> None:
    is_ours = False
    while not stopping.is_set():
        is_ours = is_ours or turn.execute("SELECT pg_try_advisory_lock(%s)", [TURN]).fetchone() == (True,)
        turn.execute("SELECT 1")  # the lock ends with this connection, and so does our turn
        if not is_ours:
            stopping.wait(every)
            continue
        with acting_as_software():
            is_busy = publisher.round()
        if not is_busy:
            stopping.wait(every)
