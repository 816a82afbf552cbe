"""Looks outside a relationship, the reasons given for them, and what privacy officers concluded. All appended."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class Alert(models.Model):
    """A look at a person with whom no relationship is recorded: the first of a member of staff in a day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    staff_id = models.UUIDField()
    staff_role_id = models.UUIDField()
    organisation_id = models.UUIDField()
    purpose = models.CharField(max_length=24, db_collation="C")
    what = models.CharField(max_length=40, db_collation="C")
    basis = models.CharField(max_length=12, db_collation="C")
    raised_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = (
            models.Index(fields=["organisation_id", "raised_at"], name="access_alert_organisation"),
            models.Index(fields=["staff_role_id", "person_id", "raised_at"], name="access_alert_staff_role"),
        )

    def __str__(self) -> str:
        return f"alert {self.pk}"


class GivenReason(models.Model):
    """Why somebody looked, in their own words; given before the record opened, or afterwards."""

    id = models.BigAutoField(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="reasons")
    reason = models.CharField(max_length=16, db_collation="C")
    words = models.TextField(blank=True)
    given_at = models.DateTimeField(db_default=Now())
    given_by = models.UUIDField()

    def __str__(self) -> str:
        return f"reason of {self.alert_id}"


class LookReview(models.Model):
    """What a privacy officer concluded of an alert, of one look, or of all looks of or at somebody up to one."""

    id = models.BigAutoField(primary_key=True)
    organisation_id = models.UUIDField()
    alert = models.ForeignKey(Alert, null=True, on_delete=models.PROTECT, related_name="reviews")
    log_id = models.BigIntegerField(null=True)
    person_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=16, db_collation="C")
    words = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(db_default=Now())
    reviewed_by = models.UUIDField()

    class Meta:
        indexes = (
            models.Index(fields=["organisation_id", "person_id"], name="access_review_person"),
            models.Index(fields=["organisation_id", "staff_id"], name="access_review_staff"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(alert__isnull=False, log_id__isnull=True)
                | models.Q(alert__isnull=True, log_id__isnull=False),
                name="access_review_of_an_alert_or_looks",
            ),
            models.CheckConstraint(
                condition=models.Q(person_id__isnull=True) | models.Q(staff_id__isnull=True),
                name="access_review_of_one",
            ),
        )

    def __str__(self) -> str:
        return f"review #{self.pk}"
