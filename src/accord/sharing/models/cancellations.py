"""Cancellations as they are followed: who may hold a copy of the plan, and what each of them answered."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from accord.plans.actions.holders import Follows


class Cancellation(models.Model):
    """A cancellation of a version, open until everybody who may hold a copy has answered."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField(db_index=True)
    version_id = models.UUIDField(unique=True)
    organisation_id = models.UUIDField()
    """For which it was cancelled: who has to see it to the end."""
    signed_for = models.UUIDField()
    cancelled_at = models.DateTimeField()
    cancelled_by = models.UUIDField(null=True)
    cancelled_name = models.CharField(max_length=200)
    chase_at = models.DateTimeField()
    chased = models.PositiveIntegerField(db_default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["chase_at"], condition=models.Q(ended_at=None), name="sharing_cancellation_open"),
        )

    def __str__(self) -> str:
        return f"cancellation of {self.version_id}"

    @property
    def follows(self) -> Follows:
        """What tasks about it need."""
        return Follows(
            cancellation_id=self.id,
            person_id=self.person_id,
            version_id=self.version_id,
            organisation_id=self.organisation_id,
            staff_id=self.cancelled_by,
        )


class Holder(models.Model):
    """Somebody who may hold a copy of the cancelled plan, and how they are told."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    cancellation = models.ForeignKey(Cancellation, on_delete=models.PROTECT, related_name="holders")
    person_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12, db_collation="C")
    telling = models.CharField(max_length=16, db_collation="C")
    organisation_id = models.UUIDField(null=True)
    recipient = models.CharField(max_length=24, blank=True, db_collation="C")
    position = models.PositiveSmallIntegerField(null=True)
    copy_id = models.UUIDField(null=True)
    system_id = models.UUIDField(null=True)
    delivery_id = models.BigIntegerField(null=True)
    named_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["cancellation", "kind", "organisation_id", "recipient", "position", "copy_id", "system_id"],
                nulls_distinct=False,
                name="sharing_holder_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class HolderReply(models.Model):
    """What a holder answered, or somebody for them. It is never changed."""

    holder = models.OneToOneField(Holder, on_delete=models.PROTECT, primary_key=True, related_name="reply")
    person_id = models.UUIDField(db_index=True)
    answer = models.CharField(max_length=12, db_collation="C")
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField()
    answered_role = models.UUIDField()
    answered_name = models.CharField(max_length=200)
    organisation_id = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.answer} of {self.holder_id}"
