"""What somebody should look at again. A task never changes what is current."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from accord.domain.choices import Choice
from accord.plans.models.recorded import both_or_neither


class TaskKind(Choice):
    """What is to be done. There is none, and never will be, for a person who has no decision."""

    LOOK_AGAIN_AFTER_DISCHARGE = "look_again_after_discharge", "Back from hospital: look at the plan again"
    LOOK_AGAIN_AFTER_READMISSION = "look_again_after_readmission", "In hospital again: look at the plan again"
    LOOK_AGAIN_AFTER_RETURN = "look_again_after_return", "The notice of death was withdrawn: look at the plan again"
    REINSTATED_LOOK_AGAIN = "reinstated_look_again", "A suspension has ended: look at the plan again"
    CONFIRM_MOVE = "confirm_move", "The person has moved: does each recommendation still stand?"
    TOLD_OF_DISCHARGE = "told_of_discharge", "Your patient left hospital: see what of their plan stands now"
    GIVE_PLAN = "give_plan", "They left hospital: give them their plan as it stands now, and tell them what ended"
    ENDORSEMENT_DUE = "endorsement_due", "Endorsement by the senior responsible clinician"
    REVIEW_DUE = "review_due", "Review"
    JUSTIFIED_SIGNATURE = "justified_signature", "Signed with a justification: look at why"
    ANSWER_STATEMENT = "answer_statement", "The person now says something: answer it"
    CONFIRM_REPORT = "confirm_report", "A plan was reported from elsewhere: confirm it or set it aside"
    LEGAL_CHANGED = "legal_changed", "A legal document has changed: look at the plan again"
    LOOK_BACK = "look_back", "A look-back: review it again"
    LOOK_UP_NATIONALLY = "look_up_nationally", "A national record or flag has changed: look it up at its source"
    TELL_HOLDERS = "tell_holders", "Cancelled: see that everybody who holds a copy knows"
    ANSWER_CANCELLATION = "answer_cancellation", "A plan was cancelled: take away every copy, and say so"
    CHASE_CANCELLATION = "chase_cancellation", "A cancelled plan: somebody who may hold a copy has not answered"
    PRACTICE_NOT_TOLD = "practice_not_told", "The practice has not taken a message about the plan: see that it knows"
    DISAGREED = "disagreed", "Somebody disagreed about CPR in a conversation: look at the plan again"


class Task(models.Model):
    """One thing to look at: about whom, which version or other record, where, by when; and who did it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person_id = models.UUIDField()
    kind = models.CharField(max_length=32, db_collation="C")
    version_id = models.UUIDField(null=True)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField()
    staff_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    raised_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField()
    chased = models.PositiveSmallIntegerField(db_default=0)
    """How often it was asked again, when last, and of which organisation beside."""
    chased_at = models.DateTimeField(null=True)
    asked_organisation_id = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    done_name = models.CharField(max_length=200, blank=True)
    outcome = models.TextField(blank=True)
    came_of = models.CharField(max_length=24, blank=True, db_default="", db_collation="C")
    """What became of the decision, as a code, and what a review found wrong with it: a look-back counts them."""
    found = models.CharField(max_length=32, blank=True, db_default="", db_collation="C")

    class Meta:
        constraints = (
            both_or_neither("done_at", "done_by", "plans_task_done_by_somebody"),
            # The same thing is never asked twice about the same record: a job that runs again raises nothing anew.
            models.UniqueConstraint(
                fields=["person_id", "kind", "subject_id", "version_id"],
                condition=models.Q(done_at__isnull=True),
                nulls_distinct=False,
                name="plans_task_asked_once",
            ),
            # A look-back asks once of a decision, also where it was answered before the job ran again.
            models.UniqueConstraint(
                fields=["subject_id", "version_id", "person_id"],
                condition=models.Q(kind=TaskKind.LOOK_BACK.value),
                name="plans_task_looked_back_once",
            ),
        )
        indexes = (
            models.Index(
                fields=["organisation_id", "due_at"], condition=models.Q(done_at__isnull=True), name="plans_task_due"
            ),
            models.Index(
                fields=["due_at"],
                condition=models.Q(done_at__isnull=True, kind=TaskKind.CONFIRM_MOVE.value),
                name="plans_task_to_chase",
            ),
            models.Index(
                fields=["asked_organisation_id"],
                condition=models.Q(done_at__isnull=True, asked_organisation_id__isnull=False),
                name="plans_task_asked_beside",
            ),
            models.Index(
                fields=["staff_id", "due_at"],
                condition=models.Q(done_at__isnull=True, staff_id__isnull=False),
                name="plans_task_due_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
