"""Notices of national services: each kept as it came, with what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class DemographicNotice(models.Model):
    """A notice that something changed about somebody. What came is never changed; what became of it is."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=200, db_collation="C")
    source = models.CharField(max_length=200)
    subject = models.CharField(max_length=200, db_collation="C")
    happened_at = models.DateTimeField()
    version = models.IntegerField(null=True)
    resource = models.JSONField(null=True)
    received_at = models.DateTimeField(db_default=Now())
    received_by = models.UUIDField()
    outcome = models.CharField(max_length=16, db_collation="C")
    person_id = models.UUIDField(null=True)
    tries = models.PositiveSmallIntegerField(db_default=0)
    error = models.CharField(max_length=200, blank=True, db_default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["received_at"], condition=models.Q(outcome="waiting"), name="sharing_notice_waiting"),
            models.Index(fields=["person_id", "kind"], name="sharing_notice_of_person"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
