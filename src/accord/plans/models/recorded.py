"""Who recorded a row, in which role, and when: kept in the row itself, because features read it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Recorded(models.Model):
    """A row that says who recorded it. Without `recorded_by`, the software did, at a time that somebody had set."""

    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.UUIDField(null=True)
    recorded_role = models.UUIDField(null=True)
    recorded_name = models.CharField(max_length=200)
    recorded_organisation = models.CharField(max_length=12, blank=True, db_collation="C")

    class Meta:
        abstract = True


def both_or_neither(first: str, second: str, name: str) -> models.CheckConstraint:
    """Return the constraint that two facts are recorded together: what was done, and by whom."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | models.Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        name=name,
    )
