"""What somebody had typed when their session ended: kept for a day, readable only with the key in their browser."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class HeldForm(models.Model):
    """A form as it was sent, encrypted; we hold no key to it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sealed = models.BinaryField()
    address_key = models.CharField(max_length=64, db_collation="C")
    held_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (
            models.Index(fields=["address_key", "held_at"], name="access_held_address"),
            models.Index(fields=["held_at"], name="access_held_age"),
        )

    def __str__(self) -> str:
        return f"held form {self.pk}"
