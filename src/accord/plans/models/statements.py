"""“The person now says …”, and the clinician's answer: both appended, neither changed."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accord.plans.models.recorded import Recorded


class StatementRecord(Recorded):
    """What the person now says. It stands above the recommendation until it has been answered."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    says = models.CharField(max_length=20, db_collation="C")
    words = models.TextField(blank=True)
    heard_from = models.CharField(max_length=8, db_collation="C")
    posted_role = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person_id", "id"], name="plans_statement_of_person"),)

    def __str__(self) -> str:
        return f"{self.says} {self.pk}"


class StatementAnswer(Recorded):
    """A clinician's answer to a statement. There is one; what follows from it is a plan, a review or a conversation."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    statement_id = models.UUIDField()
    words = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person_id", "statement_id"], name="plans_statement_answered_once"),
        )

    def __str__(self) -> str:
        return f"answer to {self.statement_id}"
