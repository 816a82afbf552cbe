"""Publications as they were made ready, and what became of each: appended, and never changed.

A publication keeps the very files that would leave. Those that were released are the ledger: what a later publication
is guarded against. They hold nothing that was not shown to everybody.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from accord.assurance.models.runs import Run


class Publication(models.Model):
    """What one person made ready out of one run: the three files, and the SHA-256 that stands for them."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    organisation_id = models.UUIDField()
    organisation_code = models.CharField(max_length=12, db_collation="C")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="publications")
    since = models.DateField()
    until = models.DateField()
    measures = ArrayField(models.CharField(max_length=40, db_collation="C"))
    breakdowns = ArrayField(models.CharField(max_length=40, db_collation="C"))
    figures = models.TextField()
    meaning = models.TextField()
    page = models.TextField()
    sha256 = models.CharField(max_length=64, db_collation="C")
    prepared_at = models.DateTimeField(db_default=Now())
    prepared_by = models.UUIDField()
    prepared_role = models.UUIDField()
    prepared_name = models.CharField(max_length=200)

    class Meta:
        indexes = (models.Index(fields=["organisation_id", "-prepared_at"], name="assurance_publication_newest"),)

    def __str__(self) -> str:
        return f"publication {self.pk}"


class PublicationOutcome(models.Model):
    """What a second person decided: released, with the SHA-256 that they were shown, or declined, with a reason."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, primary_key=True, related_name="outcome")
    released = models.BooleanField()
    sha256 = models.CharField(max_length=64, db_collation="C")
    words = models.TextField(blank=True)
    decided_at = models.DateTimeField(db_default=Now())
    decided_by = models.UUIDField()
    decided_role = models.UUIDField()
    decided_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"outcome of {self.pk}"
