"""Recording what happened. Every other room's actions call `record` inside their own transaction."""

from accord.events.actions.outbox import mark_delivered
from accord.events.actions.recording import record, record_many

__all__ = ["mark_delivered", "record", "record_many"]
