"""What was announced of our plans to a national service, and what still has to be."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class Announcement(models.Model):
    """One change of a plan, under the id that it keeps however often it is sent: waiting, sent, kept back or dead."""

    id = models.BigAutoField(primary_key=True)
    cloud_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    event_id = models.BigIntegerField(unique=True)
    person_id = models.UUIDField()
    version_id = models.UUIDField()
    kind = models.CharField(max_length=20, db_collation="C")
    organisation_code = models.CharField(max_length=12, db_collation="C", blank=True)
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=8, db_collation="C", db_default="waiting")
    tries = models.PositiveSmallIntegerField(db_default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        indexes = (
            models.Index(
                fields=["person_id", "id"], condition=models.Q(state="waiting"), name="sharing_announcement_waiting"
            ),
            models.Index(fields=["id"], condition=models.Q(state="dead"), name="sharing_announcement_dead"),
        )

    def __str__(self) -> str:
        return str(self.cloud_id)
