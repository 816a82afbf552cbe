"""Messages to practices over MESH, and what came into our mailbox."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

OPEN = ("waiting", "sending")


class PracticeMessage(models.Model):
    """Something to tell a person's practice: because of which event, and how far that is.

    What is said is made as it is sent, from what stands then. `sending` is kept before anything is sent: from then on
    it may have arrived. The `local_id` is ours: MESH finds the message by it, and its acknowledgement names it.
    """

    id = models.BigAutoField(primary_key=True)
    event_id = models.BigIntegerField(null=True, unique=True)
    person_id = models.UUIDField()
    kind = models.CharField(max_length=12, db_collation="C")
    subject_id = models.UUIDField(null=True)
    """The version, or the stay that ended."""
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=8, db_collation="C", db_default="waiting")
    local_id = models.UUIDField(default=uuid4, unique=True)
    practice_code = models.CharField(max_length=12, blank=True, db_collation="C", db_default="")
    mailbox = models.CharField(max_length=60, blank=True, db_collation="C", db_default="")
    message_id = models.CharField(max_length=100, blank=True, db_collation="C", db_default="")
    holds = models.CharField(max_length=200, blank=True, db_collation="C", db_default="")
    """The plans that it brings, by their ids and whether each is suspended."""
    digest = models.CharField(max_length=64, blank=True, db_collation="C", db_default="")
    tries = models.PositiveSmallIntegerField(db_default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    is_collected = models.BooleanField(db_default=False)
    raised_at = models.DateTimeField(null=True)
    organisation_id = models.UUIDField(null=True)
    """Who was asked to see that the practice knows, once it was raised."""
    settled_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        indexes = (
            models.Index(
                fields=["person_id", "id"], condition=models.Q(state__in=OPEN), name="sharing_message_to_send"
            ),
            models.Index(fields=["answer_by"], condition=models.Q(state="sent"), name="sharing_message_unanswered"),
            models.Index(fields=["person_id", "practice_code", "id"], name="sharing_message_of_person"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.local_id}"


class MailboxMessage(models.Model):
    """A message that came into our mailbox, kept before MESH lets go of it. `about`: what of ours it answers."""

    id = models.CharField(max_length=100, primary_key=True, db_collation="C")
    kind = models.CharField(max_length=10, db_collation="C")
    about = models.ForeignKey(PracticeMessage, on_delete=models.PROTECT, null=True, related_name="answers")
    workflow = models.CharField(max_length=100, blank=True)
    sender = models.CharField(max_length=100, blank=True, db_collation="C")
    subject = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=200, blank=True)
    body = models.BinaryField(null=True)
    received_at = models.DateTimeField(db_default=Now())
    acknowledged_at = models.DateTimeField(null=True)
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["received_at"],
                condition=models.Q(about=None, put_away_at=None),
                name="sharing_mailbox_unknown",
            ),
        )

    def __str__(self) -> str:
        return self.id
