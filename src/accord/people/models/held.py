"""What another system told us that could not be placed without a person looking: kept whole, never dropped."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from accord.people.models.people import Person


class HeldPerson(models.Model):
    """A person as read from elsewhere, held because its number already leads to somebody else, or is not valid."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reason = models.CharField(max_length=40)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="held")
    other = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    as_read = models.JSONField()
    recorded_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, settled_by__isnull=True)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False),
                name="people_held_settled_whole",
            ),
        )

    def __str__(self) -> str:
        return f"held: {self.reason}"
