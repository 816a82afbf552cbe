"""Requests to be told who stands behind pseudonyms, what a second person decided, and that it was shown: appended."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accord.plans.models.recorded import Recorded


class ReidentificationRequest(Recorded):
    """Who asked, for which pseudonyms and why. Nobody is named in it."""

    id = models.BigAutoField(primary_key=True)
    column = models.CharField(max_length=12, db_collation="C")
    pseudonyms = ArrayField(models.CharField(max_length=20, db_collation="C"))
    reason = models.CharField(max_length=20, db_collation="C")
    words = models.TextField()
    organisation_id = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=["recorded_by", "id"], name="plans_reidentification_by"),)

    def __str__(self) -> str:
        return f"re-identification {self.pk}"


class ReidentificationDecision(Recorded):
    """What somebody else decided about a request. There is one."""

    request = models.OneToOneField(
        ReidentificationRequest, on_delete=models.PROTECT, primary_key=True, related_name="decision"
    )
    approved = models.BooleanField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"decision on {self.pk}"


class ReidentificationShown(Recorded):
    """That the answer was shown. It is shown once."""

    request = models.OneToOneField(
        ReidentificationRequest, on_delete=models.PROTECT, primary_key=True, related_name="shown"
    )
    found = models.PositiveSmallIntegerField()
    """How many of the pseudonyms somebody stood behind."""

    def __str__(self) -> str:
        return f"showing of {self.pk}"
