"""The sealing of the access log: twice a second, in a thread of the worker, over a connection of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import structlog
from django.db import connection

from accord.access.actions.sealing import MOST, Sealer
from accord.access.queries.log_heads import given_keys
from accord.privileges.claims import acting_as_software

EVERY = 0.5
"""Seconds between two rounds: what was read is sealed within one."""
PATIENCE = 10.0
_log = structlog.stdlib.get_logger("accord.sealing")


@contextmanager
def sealing_beside() -> Iterator[None]:
    """Seal the access log for as long as the block lasts, and once more at its end."""
    stopping = Event()
    thread = Thread(target=seal_until, args=(stopping,), name="sealing", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(PATIENCE)


def seal_until(stopping: Event, every: float = EVERY) -> None:
    """Seal what can be seen, again and again."""
    sealer = Sealer(given_keys())
    last = False
    while not last:
        last = stopping.wait(every)
        try:
            with acting_as_software():  # anew each time: what is claimed on a connection ends by itself
                while sealer.seal() == MOST:
                    continue
        except Exception as failure:
            # Whatever went wrong, the next round is worth trying: what is not sealed now is sealed then.
            _log.exception("the access log could not be sealed", exc_info=failure)
            connection.close()
    connection.close()
