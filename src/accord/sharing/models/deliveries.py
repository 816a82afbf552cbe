"""What each subscriber is told, in its own numbers."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accord.sharing.models.subscriptions import Subscription


class Delivery(models.Model):
    """One event for one subscriber, under the subscriber's next number: waiting, sent, or dead after too many tries."""

    id = models.BigAutoField(primary_key=True)
    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="deliveries")
    number = models.BigIntegerField()
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, db_collation="C")
    person_id = models.UUIDField()
    version_id = models.UUIDField(null=True)
    happened_at = models.DateTimeField()
    numbered_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=8, db_collation="C", db_default="waiting")
    is_told = models.BooleanField(null=True)
    """Whether the subscriber was told of whom it is; no: by then its organisation could not see the plan."""
    tries = models.PositiveSmallIntegerField(db_default=0)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["subscription", "number"], name="sharing_delivery_numbered"),
            models.UniqueConstraint(fields=["subscription", "event_id"], name="sharing_delivery_once"),
        )
        indexes = (
            models.Index(
                fields=["subscription", "number"], condition=models.Q(state="waiting"), name="sharing_delivery_waiting"
            ),
            models.Index(fields=["id"], condition=models.Q(state="dead"), name="sharing_delivery_dead"),
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.subscription_id}"
