"""Printed copies, and those that count no more. Neither is ever changed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class Copy(models.Model):
    """A copy that was printed of a signed version: its code, what it says of CPR, who printed it and where."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    version_id = models.UUIDField()
    code = models.CharField(max_length=10, db_collation="C", unique=True)
    kind = models.CharField(max_length=8, db_collation="C")
    cpr = models.CharField(max_length=16, db_collation="C")
    printed_at = models.DateTimeField()
    printed_by = models.UUIDField()
    printed_role = models.UUIDField()
    printed_name = models.CharField(max_length=200)
    organisation_id = models.UUIDField()
    top = models.CharField(max_length=64, db_collation="C", default="")
    """The mark of what stood at its top (`queries.tops`), with which that of later is compared."""

    class Meta:
        indexes = (models.Index(fields=["person_id", "printed_at"], name="sharing_copy_of_person"),)

    def __str__(self) -> str:
        return f"copy of {self.version_id}"


class CopyRevocation(models.Model):
    """That a copy counts no more: it was lost, taken back or destroyed."""

    copy = models.OneToOneField(Copy, on_delete=models.PROTECT, primary_key=True, related_name="revocation")
    person_id = models.UUIDField()
    at = models.DateTimeField(db_default=Now())
    revoked_by = models.UUIDField()
    revoked_role = models.UUIDField()
    revoked_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"revoked {self.copy_id}"
