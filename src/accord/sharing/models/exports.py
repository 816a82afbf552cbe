"""Bulk exports: who asked for which kinds, what came of it, and the files, encrypted, until they are let go."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Export(models.Model):
    """An export that a system asked for: waiting, begun, finished or failed, and let go when it has ended."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    system_id = models.UUIDField()
    organisation_id = models.UUIDField()
    request = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=40, db_collation="C"))
    requested_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    people = models.PositiveIntegerField(db_default=0)
    kept_back = models.PositiveIntegerField(db_default=0)

    class Meta:
        indexes = (
            models.Index(fields=["system_id"], condition=models.Q(ended_at=None), name="sharing_export_of_system"),
        )

    def __str__(self) -> str:
        return f"export {self.pk}"


class ExportFile(models.Model):
    """One file of an export: so many resources of one kind, a line each."""

    id = models.BigAutoField(primary_key=True)
    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40, db_collation="C")
    count = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["export", "number"], name="sharing_export_file_numbered"),)

    def __str__(self) -> str:
        return f"file {self.number} of {self.export_id}"
