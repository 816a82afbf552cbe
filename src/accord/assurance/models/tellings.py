"""Who was told of which signal: appended, so that nobody is told of the same one twice."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accord.assurance.models.signals import Signal


class SignalTold(models.Model):
    """That somebody, in a role, was told of a signal: at night, or at once because it does not wait."""

    id = models.BigAutoField(primary_key=True)
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="tellings")
    staff_role_id = models.UUIDField()
    is_urgent = models.BooleanField()
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["signal", "staff_role_id", "is_urgent"], name="assurance_told_once"),
        )

    def __str__(self) -> str:
        return f"told of signal {self.signal_id}"
