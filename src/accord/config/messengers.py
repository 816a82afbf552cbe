"""Writing to practices over MESH, and taking what they answer, in a thread of the worker, where there is a mailbox."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

import psycopg
import structlog
from django.conf import settings
from django.db import connection

from accord.config.tellers import PATIENCE, Stopping
from accord.privileges import traces
from accord.privileges.claims import acting_as_software
from accord.sharing.deliveries.telling import session
from accord.sharing.messages.mailboxes import Mailbox
from accord.sharing.messages.receiving import Receiver
from accord.sharing.messages.sending import Sender

EVERY = 1.0
"""Seconds after which one looks whether anything is due."""
READ_EVERY = 300.0
"""Seconds after which the mailbox is read again."""
TURN = 0x4D657368  # of the advisory lock: "Mesh"
_log = structlog.stdlib.get_logger("accord.mesh")


@dataclass
class Messenger:
    """Sends what is due, and reads the mailbox now and then."""

    mailbox: Mailbox
    read_every: float = READ_EVERY
    sender: Sender = field(init=False)
    receiver: Receiver = field(init=False)
    reads_at: float = 0.0

    def __post_init__(self) -> None:
        self.sender, self.receiver = Sender(self.mailbox), Receiver(self.mailbox)

    def round(self) -> bool:
        """Do what there is to do; return whether there was anything to send."""
        if time.monotonic() >= self.reads_at:
            self.receiver.round()
            self.receiver.raise_unanswered(self.mailbox.settings.answer_within)
            self.reads_at = time.monotonic() + self.read_every
        return self.sender.round()


@contextmanager
def writing_beside() -> Iterator[None]:
    """Write to practices for as long as the block lasts."""
    if settings.ACCORD_MAILBOX is None:
        yield
        return
    stopping = Event()
    with Mailbox(settings.ACCORD_MAILBOX) as mailbox:
        thread = Thread(target=write_until, args=(stopping, Messenger(mailbox)), name="mesh", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stopping.set()
            thread.join(PATIENCE)


def write_until(stopping: Stopping, messenger: Messenger, every: float = EVERY) -> None:
    """Write, again and again; whatever goes wrong, the next round begins anew. One worker writes at a time."""
    while not stopping.is_set():
        try:
            with session() as turn:
                _write_in_turn(stopping, messenger, turn, every)
        except Exception as failure:
            _log.exception("practices could not be written to", exc_info=failure)
            connection.close()
            stopping.wait(every)
    traces.close()
    connection.close()


def _write_in_turn(stopping: Stopping, messenger: Messenger, turn: psycopg.Connection[object], every: float) -> None:
    is_ours = False
    while not stopping.is_set():
        is_ours = is_ours or turn.execute("SELECT pg_try_advisory_lock(%s)", [TURN]).fetchone() == (True,)
        turn.execute("SELECT 1")  # the lock ends with this connection, and so does our turn
        if not is_ours:
            stopping.wait(every)
            continue
        with acting_as_software():
            is_busy = messenger.round()
        if not is_busy:
            stopping.wait(every)
