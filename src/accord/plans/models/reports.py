"""Plans known from elsewhere: shown at once as reported, and not confirmed here until somebody signs."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accord.domain.choices import Choice
from accord.plans.models.recorded import Recorded, both_or_neither


class ReportKind(Choice):
    """How a plan from elsewhere came to be known."""

    RESPECT_FLAT = "respect_flat", "A ReSPECT form sent by another system"
    PAPER = "paper", "A paper form seen here"
    OTHER_RECORD = "other_record", "A plan on another record of the same person"
    OBSERVATION = "observation", "A CPR status that another system sent"
    FLAG = "flag", "An alert that another system sent"
    CONSENT = "consent", "An advance directive or order that another system sent"
    ORDER = "order", "An order that another system sent"
    ANSWERS = "answers", "A form that another system sent"
    DOCUMENT = "document", "A plan that another system sent"
    POINTER = "pointer", "A plan that another system holds"


class Settlement(Choice):
    """What became of a report."""

    CONFIRMED = "confirmed", "Confirmed in a plan signed here"
    DISMISSED = "dismissed", "Set aside, for the reason given"
    REPLACED = "replaced", "Replaced by a later one from whoever reported it"
    WITHDRAWN = "withdrawn", "Withdrawn by whoever reported it"


class Reported(Recorded):
    """A plan reported from elsewhere, with what contradicts itself and what could not be placed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    kind = models.CharField(max_length=16, db_collation="C")
    source = models.CharField(max_length=200)
    content = models.JSONField()
    contradictions = models.JSONField(default=list)
    unplaced = models.JSONField(default=list)
    draft_id = models.UUIDField(null=True)
    settlement = models.CharField(max_length=10, blank=True, db_collation="C")
    confirmed_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_words = models.TextField(blank=True)

    class Meta:
        constraints = (
            both_or_neither("settled_at", "settled_by", "plans_report_settled_by_somebody"),
            models.CheckConstraint(
                condition=models.Q(settlement="confirmed", confirmed_by__isnull=False)
                | (~models.Q(settlement="confirmed") & models.Q(confirmed_by__isnull=True)),
                name="plans_report_confirmed_by_a_version",
            ),
        )
        indexes = (models.Index(fields=["person_id", "recorded_at"], name="plans_report_of_person"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
