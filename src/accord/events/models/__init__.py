"""Events and the outbox."""

from accord.events.models.happenings import Event
from accord.events.models.outbox import Outbox
from accord.events.models.transactions import TransactionIdField

__all__ = ["Event", "Outbox", "TransactionIdField"]
