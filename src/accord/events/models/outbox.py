"""What is still to be told to those outside, in commit order."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accord.events.models.happenings import Event
from accord.events.models.transactions import CurrentTransactionId, TransactionIdField


class Outbox(models.Model):
    """One event waiting to be delivered at least once; `delivered_at` is all that ever changes."""

    id = models.BigAutoField(primary_key=True)
    xid = TransactionIdField(db_default=CurrentTransactionId(), editable=False)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="outbox")
    created_at = models.DateTimeField(db_default=Now())
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["xid", "id"], condition=models.Q(delivered_at__isnull=True), name="events_outbox_waiting"
            ),
        )

    def __str__(self) -> str:
        return f"outbox #{self.pk}"
