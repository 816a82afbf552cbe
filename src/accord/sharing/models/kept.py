"""Plans that a device kept, opened there with no network, and given back."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class KeptOpening(models.Model):
    """One opening of a plan that a device had kept. Its id was drawn there: given back again, it is the same."""

    id = models.UUIDField(primary_key=True, editable=False)
    person_id = models.UUIDField()
    opened_at = models.DateTimeField()
    given_at = models.DateTimeField(db_default=Now())
    staff_id = models.UUIDField()
    staff_role_id = models.UUIDField()

    def __str__(self) -> str:
        return f"opening {self.pk}"
