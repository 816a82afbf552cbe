"""Look-backs: what was asked, when all of it had been asked, and the summary with which it was closed: appended.

Which decisions one is over stands in the tasks of the plans room, which belong to people; here are counts alone.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class LookBack(models.Model):
    """One look-back, as it was opened."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    organisation_id = models.UUIDField()
    """The area whose lead opened it: its sites are those over which it goes, and its leads see it."""
    coverage = models.CharField(max_length=12, db_collation="C")
    place_id = models.UUIDField(null=True)
    """The site, or the organisation whose staff signed."""
    decided = models.CharField(max_length=16, db_collation="C")
    decided_from = models.DateField()
    decided_until = models.DateField()
    why = models.CharField(max_length=16, db_collation="C")
    words = models.TextField(blank=True)
    due_on = models.DateField()
    decisions = models.PositiveIntegerField()
    """How many decisions it was over, at how many sites, as it was opened."""
    sites = models.PositiveIntegerField()
    opened_at = models.DateTimeField(db_default=Now())
    opened_by = models.UUIDField()
    opened_role = models.UUIDField()
    opened_name = models.CharField(max_length=200)

    class Meta:
        indexes = (models.Index(fields=["organisation_id", "-opened_at"], name="assurance_look_back_of"),)

    def __str__(self) -> str:
        return f"look-back {self.pk}"


class LookBackAsked(models.Model):
    """That every decision of a look-back that was in force has been asked of."""

    look_back = models.OneToOneField(LookBack, on_delete=models.PROTECT, primary_key=True, related_name="asked")
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"asked of all of look-back {self.look_back_id}"


class LookBackClosing(models.Model):
    """That a look-back was closed, by whom, with what was learned, and with the counts as they stood."""

    look_back = models.OneToOneField(LookBack, on_delete=models.PROTECT, primary_key=True, related_name="closing")
    at = models.DateTimeField(db_default=Now())
    closed_by = models.UUIDField()
    closed_name = models.CharField(max_length=200)
    words = models.TextField()
    summary = models.JSONField()

    def __str__(self) -> str:
        return f"closing of look-back {self.look_back_id}"
