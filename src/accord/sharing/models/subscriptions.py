"""Other systems that want to hear when a plan changes."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Subscription(models.Model):
    """What a system wants to hear, where it is told, and how far it has been told. What it asked for never changes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    system_id = models.UUIDField(db_index=True)
    organisation_id = models.UUIDField()
    organisation_code = models.CharField(max_length=12, db_collation="C")
    base = models.CharField(max_length=300)
    endpoint = models.CharField(max_length=500)
    headers = models.BinaryField(default=b"")
    """What is sent with each notification, encrypted: it may be a secret of the subscriber's."""
    kinds = ArrayField(models.CharField(max_length=20, db_collation="C"))
    people_of = models.CharField(max_length=12, db_collation="C", blank=True, db_default="")
    person_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=300)
    heartbeat_seconds = models.PositiveIntegerField(null=True)
    patience_seconds = models.PositiveSmallIntegerField()
    most_at_once = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, db_collation="C")
    error = models.CharField(max_length=200, blank=True, db_default="")
    requested_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField(null=True)
    handshaken_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    last_number = models.BigIntegerField(db_default=0)
    failures = models.PositiveIntegerField(db_default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["next_try_at"], condition=~models.Q(status="off"), name="sharing_subscription_next"),
        )

    def __str__(self) -> str:
        return str(self.pk)
