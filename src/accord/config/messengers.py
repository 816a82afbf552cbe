"""Writing to practices over MESH, and taking what they answer, where there is a mailbox."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings

from accord.config.rounds import rounds_beside
from accord.sharing.deliveries.outlets import Outlet
from accord.sharing.messages.mailboxes import Mailbox
from accord.sharing.messages.receiving import Receiver
from accord.sharing.messages.sending import Sender

READ_EVERY = 300.0
"""Seconds after which the mailbox is read again."""
TURN = 0x4D657368  # of the advisory lock: "Mesh"


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
        """Do what there is to do; return whether there was anything to send.

        When the mailbox is read next is said before it is read: what cannot be taken out of it must not hold up what is
        sent.
        """
        if time.monotonic() >= self.reads_at:
            self.reads_at = time.monotonic() + self.read_every
            self.receiver.round()
            self.receiver.raise_unanswered(self.mailbox.settings.answer_within)
        return self.sender.round()


@contextmanager
def writing_beside() -> Iterator[None]:
    """Write to practices for as long as the block lasts."""
    if settings.ACCORD_MAILBOX is None:
        yield
        return
    with Mailbox(settings.ACCORD_MAILBOX) as mailbox, rounds_beside(Outlet.PRACTICES, TURN, Messenger(mailbox)):
        yield
