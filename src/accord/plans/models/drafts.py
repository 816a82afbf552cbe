"""A plan while it is being written, part by part, by one or several people."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from accord.domain.choices import Choice
from accord.plans.models.recorded import both_or_neither


class DraftState(Choice):
    """Whether a draft is still being written."""

    OPEN = "open", "Being written"
    SIGNED = "signed", "Signed"
    DISCARDED = "discarded", "Discarded"


class Draft(models.Model):
    """One open draft a person and scope: whoever edits it edits the same one, and sees the others' changes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    scope = models.CharField(max_length=8, db_collation="C")
    base_version = models.UUIDField(null=True)
    state = models.CharField(max_length=10, default=DraftState.OPEN.value, db_collation="C")
    organisation_id = models.UUIDField()
    opened_at = models.DateTimeField(db_default=Now())
    opened_by = models.UUIDField()
    opened_name = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person_id", "scope"], condition=models.Q(state="open"), name="plans_one_open_draft"
            ),
            both_or_neither("closed_at", "closed_by", "plans_draft_closed_by_somebody"),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at__isnull=True)
                | (~models.Q(state="open") & models.Q(closed_at__isnull=False)),
                name="plans_draft_closed_at_some_time",
            ),
        )
        indexes = (
            models.Index(
                fields=["organisation_id", "opened_at"],
                condition=models.Q(state="open"),
                name="plans_draft_of_organisation",
            ),
            models.Index(fields=["opened_by"], condition=models.Q(state="open"), name="plans_draft_of_opener"),
        )

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftPart(models.Model):
    """One part of a draft. `revision` rises with each save; `other` is what the newer version says, until answered."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.UUIDField()
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=24, db_collation="C")
    content = models.JSONField(null=True)
    other = models.JSONField(null=True)
    unanswered = models.GeneratedField(
        expression=models.ExpressionWrapper(models.Q(other__isnull=False), models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    """Whether `other` waits for an answer: lists of work ask that, and must not read what it says."""
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_default=Now())
    saved_by = models.UUIDField()
    saved_name = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["draft", "part"], name="plans_part_once"),)

    def __str__(self) -> str:
        return f"{self.part} of {self.draft_id}"


class KeptTyping(models.Model):
    """What somebody typed into a part's form, as typed and unchecked, until the part is saved."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.UUIDField()
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="typing")
    part = models.CharField(max_length=24, db_collation="C")
    staff_id = models.UUIDField()
    raw = models.JSONField()
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=["draft", "part", "staff_id"], name="plans_typing_once"),)

    def __str__(self) -> str:
        return f"typing in {self.part} of {self.draft_id}"
