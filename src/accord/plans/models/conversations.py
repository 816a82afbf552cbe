"""Conversations, as records of the person's own: before, without or after any decision."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accord.plans.models.recorded import Recorded


class ConversationRecord(Recorded):
    """One conversation as recorded. A correction is a new row that names the one it corrects."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    content = models.JSONField()
    corrects = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person_id", "corrects"],
                condition=models.Q(corrects__isnull=False),
                name="plans_conversation_corrected_once",
            ),
        )
        indexes = (models.Index(fields=["person_id", "recorded_at"], name="plans_conversation_of_person"),)

    def __str__(self) -> str:
        return f"conversation {self.pk}"
