"""Conversations: recorded as the person's own, corrected by a new record, never changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.codec import to_json
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind
from accord.domain.plan.people_involved import Agreement, Conversation, Topic
from accord.events.actions import record as record_event
from accord.plans.actions import standings
from accord.plans.actions.attributions import attribute
from accord.plans.actions.checks import dates_wrong, refuse_strange_text
from accord.plans.actions.locks import hold_kept
from accord.plans.actions.tasking import ask_of_every_plan
from accord.plans.models import ConversationRecord, TaskKind
from accord.plans.queries.subjects import subject


@transaction.atomic
def record(*, person_id: UUID, conversation: Conversation, by: Actor, now: datetime | None = None) -> UUID:
    """Record a conversation, or an offer of one that was declined, and return its id."""
    return _write(person_id, conversation, None, by, now or timezone.now())


@transaction.atomic
def correct(*, conversation_id: UUID, conversation: Conversation, by: Actor, now: datetime | None = None) -> UUID:
    """Put a new record in the place of an earlier one, which stays in the history; return the new one's id."""
    earlier = ConversationRecord.objects.filter(pk=conversation_id).only("id", "person_id").first()
    if earlier is None:
        raise Refused.one("conversation", "There is no such conversation.")
    try:
        with transaction.atomic():
            return _write(earlier.person_id, conversation, conversation_id, by, now or timezone.now())
    except IntegrityError as clash:
        raise Conflict("Somebody else has already corrected this conversation. Look at theirs first.") from clash


def _write(person_id: UUID, conversation: Conversation, corrects: UUID | None, by: Actor, now: datetime) -> UUID:
    by.must(Permission.RECORD_CONVERSATION)
    refuse_strange_text(conversation, "conversation")
    wrong = dates_wrong(conversation, "conversation", now, subject(person_id).birth_date)
    if wrong:
        raise Refused(wrong)
    hold_kept(person_id)
    row = ConversationRecord(id=uuid4(), person_id=person_id, corrects=corrects, **attribute(by, now))
    content = to_json(conversation)
    row.content = content | {"conversation_id": str(row.id)}
    row.save(force_insert=True)
    payload = {
        "conversation_id": str(row.id),
        "corrects": str(corrects) if corrects else None,
        "with_whom": conversation.with_whom.value,
        "offer_declined": conversation.offer_declined,
    }
    record_event(kind=EventKind.CONVERSATION_RECORDED, person_id=person_id, by=by, payload=payload)
    if conversation.agreement is Agreement.DISAGREED and Topic.CPR in conversation.topics:
        ask_of_every_plan(person_id=person_id, kind=TaskKind.DISAGREED, subject_id=row.id, now=now)
    # What an attorney, or somebody close, says now bears on the decision before any new version is signed.
    standings.refresh(person_id, now)
    return row.id
