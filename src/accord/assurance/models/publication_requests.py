"""Publications that were asked for, while the worker makes them ready: appended, and never changed."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from accord.assurance.models.runs import Run


class PublicationRequest(models.Model):
    """What somebody chose, out of which run. The publication that is made of it has the same id."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    organisation_id = models.UUIDField()
    publisher = models.CharField(max_length=200)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="publication_requests")
    since = models.DateField()
    until = models.DateField()
    measures = ArrayField(models.CharField(max_length=40, db_collation="C"))
    breakdowns = ArrayField(models.CharField(max_length=40, db_collation="C"))
    asked_at = models.DateTimeField(db_default=Now())
    asked_by = models.UUIDField()
    asked_role = models.UUIDField()
    asked_name = models.CharField(max_length=200)

    class Meta:
        indexes = (models.Index(fields=["organisation_id", "-asked_at"], name="assurance_request_newest"),)

    def __str__(self) -> str:
        return f"request {self.pk}"


class PublicationAttempt(models.Model):
    """That the worker began to make one ready."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(PublicationRequest, on_delete=models.PROTECT, related_name="attempts")
    begun_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"attempt at {self.request_id}"


class PublicationRefusal(models.Model):
    """That nothing could be made ready, and why."""

    request = models.OneToOneField(
        PublicationRequest, on_delete=models.PROTECT, primary_key=True, related_name="refusal"
    )
    words = models.TextField()
    refused_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"refusal of {self.request_id}"
