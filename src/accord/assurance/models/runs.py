"""Snapshots of the record that assurance reads, and the runs over them: appended, and never changed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class Snapshot(models.Model):
    """The dataset as it stood at one time, as immutable files in a folder that its identity names."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    identity = models.CharField(max_length=64, unique=True, db_collation="C")
    """The SHA-256 over the files: what is worked out from them is kept under it."""
    as_of = models.DateField()
    made_at = models.DateTimeField(db_default=Now())
    rows = models.JSONField()
    """How many rows each table has."""

    def __str__(self) -> str:
        return f"snapshot {self.identity[:8]}"


class Run(models.Model):
    """One run of rules, measures and signals over a snapshot. The newest is what the pages show."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="runs")
    made_at = models.DateTimeField(db_default=Now())
    version = models.CharField(max_length=40, db_collation="C")
    """The version of Accord whose rules and measures were asked."""
    seed = models.IntegerField()

    class Meta:
        indexes = (models.Index(fields=["-made_at"], name="assurance_run_newest"),)

    def __str__(self) -> str:
        return f"run {self.pk}"
