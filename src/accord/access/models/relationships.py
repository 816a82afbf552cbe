"""Who looks after whom, as it was recorded: caseloads, referrals, live incidents, signatures, and reasons given."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

ONCE = ("signed", "recorded")
"""Kinds of which an organisation has one row a person, carried on."""


class CareRelationship(models.Model):
    """One relationship of a person with a member of staff in a role, or (with none) with an organisation.

    Nothing in a row changes but its end: `until` is carried on by another signature, and `ended_at` is set once.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    organisation_id = models.UUIDField()
    staff_role_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=12, db_collation="C")
    reason = models.CharField(max_length=16, blank=True, db_collation="C")
    reference = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    begins_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(db_default=Now())
    opened_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        indexes = (models.Index(fields=["person_id", "organisation_id"], name="access_relationship_person"),)
        constraints = (
            models.UniqueConstraint(
                fields=["person_id", "organisation_id", "kind"],
                condition=models.Q(kind__in=ONCE),
                name="access_relationship_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("begins_at")),
                name="access_relationship_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="access_relationship_ended_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"
