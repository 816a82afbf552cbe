"""The steps of a signal's life, with what was said at each: appended, and never changed."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accord.assurance.models.signals import Signal


class SignalStep(models.Model):
    """One step about a signal. `number` counts the steps of its signal: two people never take the same one."""

    id = models.BigAutoField(primary_key=True)
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=20, db_collation="C")
    reason = models.CharField(max_length=20, blank=True, db_collation="C")
    """The code of an explanation, or of what an answer says."""
    words = models.TextField(blank=True)
    """What somebody said, without anything by which a patient could be known. Kept out of events and logs."""
    decision_id = models.CharField(max_length=40, blank=True, db_collation="C")
    """The pseudonym of the decision that was reviewed."""
    of = models.PositiveSmallIntegerField(null=True)
    """The number of the step that agreed the action which this one says is done."""
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.UUIDField()
    recorded_role = models.UUIDField()
    recorded_name = models.CharField(max_length=200)
    recorded_organisation = models.CharField(max_length=12, db_collation="C")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["signal", "number"], name="assurance_one_step_a_number"),)

    def __str__(self) -> str:
        return f"step {self.number} of signal {self.signal_id}"


class CaseReview(models.Model):
    """What the review of one case showed."""

    step = models.OneToOneField(SignalStep, on_delete=models.PROTECT, primary_key=True, related_name="case")
    individual = models.CharField(max_length=8, db_collation="C")
    """Whether it was made on the person's own circumstances: yes, no or unknown."""
    with_person = models.CharField(max_length=8, db_collation="C")
    """Whether the person, or those close to them, took part."""
    outcome = models.CharField(max_length=20, db_collation="C")
    inappropriate_reason = models.CharField(max_length=30, blank=True, db_collation="C")

    def __str__(self) -> str:
        return f"case of step {self.step_id}"


class AgreedAction(models.Model):
    """What was agreed to be done: by which organisation, and until when. Its words are those of its step."""

    step = models.OneToOneField(SignalStep, on_delete=models.PROTECT, primary_key=True, related_name="action")
    owner_code = models.CharField(max_length=12, db_collation="C")
    due = models.DateField()

    def __str__(self) -> str:
        return f"action of step {self.step_id}"
