"""One row for everything that happened, never changed and never removed."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accord.events.models.transactions import CurrentTransactionId, TransactionIdField


class Event(models.Model):
    """A business event: kind, whom it concerns, who did it, and ids and codes. Never clinical content."""

    id = models.BigAutoField(primary_key=True)
    xid = TransactionIdField(db_default=CurrentTransactionId(), editable=False)
    kind = models.CharField(max_length=40)
    person_id = models.UUIDField(null=True)
    occurred_at = models.DateTimeField(db_default=Now())
    staff_role_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["person_id", "id"], name="events_person"),)

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
