"""What other systems told of moves: each visit, the stays that show it, and each message until it is placed.

Who a message names is kept until it is placed or put away, and no longer.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Visit(models.Model):
    """One visit to a hospital, under the number that the sending system gives it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    system_id = models.UUIDField()
    organisation_id = models.UUIDField()
    number = models.CharField(max_length=64, db_collation="C")
    number_system = models.CharField(max_length=200, blank=True, default="", db_collation="C")
    person_id = models.UUIDField(null=True)
    stay_ids = ArrayField(models.UUIDField(), default=list)
    """The stays that show it, a leg each; none where it is not shown."""
    first_told_at = models.DateTimeField(db_default=Now())
    last_told_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["system_id", "number"], name="sharing_visit_numbered"),)
        indexes = (models.Index(fields=["person_id"], name="sharing_visit_of_person"),)

    def __str__(self) -> str:
        return str(self.pk)


class ToldMove(models.Model):
    """One message: what was told, whom it names, and what became of it."""

    id = models.BigAutoField(primary_key=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="told")
    system_id = models.UUIDField()
    control = models.CharField(max_length=64, db_collation="C")
    digest = models.CharField(max_length=64, db_collation="C")
    kind = models.CharField(max_length=20, db_collation="C")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    place_id = models.UUIDField(null=True)
    received_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=8, db_collation="C", default="kept")
    reason = models.CharField(max_length=20, db_collation="C", blank=True, default="")
    person_id = models.UUIDField(null=True)
    """Our own id of whom it names, where the message gives it."""
    nhs_number = models.CharField(max_length=20, blank=True, default="", db_collation="C")
    family = models.CharField(max_length=100, blank=True, default="")
    given = models.CharField(max_length=100, blank=True, default="")
    birth_date = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    words = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["system_id", "control"], name="sharing_told_once"),)
        indexes = (
            models.Index(fields=["id"], condition=models.Q(state="kept"), name="sharing_told_kept"),
            models.Index(fields=["reason", "id"], condition=models.Q(state="held"), name="sharing_told_held"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
