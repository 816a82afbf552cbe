"""Where a person is or was cared for."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accord.people.models.people import Person


class Stay(models.Model):
    """A time at a site. At most one admission at once: an episode layer of the plan stands on it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stays")
    site = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    """When it was taken back by whoever had told of it: nobody was there. It is kept, and shown nowhere."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(end__isnull=True), name="people_one_open_stay_a_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")), name="people_stay_in_order"
            ),
        )
        # Holds all that says where somebody is now, so that counting by place reads no row.
        indexes = (
            models.Index(
                fields=["person"],
                include=["site", "kind", "start"],
                condition=models.Q(end__isnull=True),
                name="people_stay_now",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} stay of {self.person_id}"
