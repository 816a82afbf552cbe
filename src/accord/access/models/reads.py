"""Who looked at whom: one row for each page that showed a person, never changed and never removed."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class AccessLog(models.Model):
    """One read: when, by whom in which role and for which organisation, of whom, what, and why."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    staff_id = models.UUIDField()
    staff_role_id = models.UUIDField()
    organisation_id = models.UUIDField()
    person_id = models.UUIDField()
    purpose = models.CharField(max_length=24)
    what = models.CharField(max_length=40)
    basis = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["person_id", "id"], name="access_log_person"),
            models.Index(fields=["organisation_id", "id"], name="access_log_organisation"),
            models.Index(fields=["staff_id", "id"], name="access_log_staff"),
        )

    def __str__(self) -> str:
        return f"read #{self.pk}"
