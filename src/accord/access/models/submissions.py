"""Forms that were sent once, so that sending them twice does the thing once."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Submission(models.Model):
    """One form's token, by whom it was sent and where its first sending led. The second one waits, and sees."""

    token = models.UUIDField(primary_key=True, editable=False)
    staff_role_id = models.UUIDField()
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (models.Index(fields=["at"], name="access_submission_age"),)

    def __str__(self) -> str:
        return f"submission {self.token}"
