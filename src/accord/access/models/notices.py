"""Messages to members of staff in a role, and that they put them away: appended, and never changed."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Notice(models.Model):
    """That so many questions about so many sites wait for somebody. It names no patient, no place and nobody else."""

    id = models.BigAutoField(primary_key=True)
    staff_role_id = models.UUIDField()
    kind = models.CharField(max_length=16, db_collation="C")
    questions = models.PositiveIntegerField()
    sites = models.PositiveIntegerField()
    """0 where they are about no single site."""
    raised_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=["staff_role_id", "id"], name="access_notice_to"),)

    def __str__(self) -> str:
        return f"notice {self.pk}"


class NoticePutAway(models.Model):
    """That whoever it was to has put a message away."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, primary_key=True, related_name="put_away")
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"notice {self.notice_id}, put away"
