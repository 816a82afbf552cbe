"""What practices have not taken, and what came into our mailbox that is not known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accord.domain.errors import Refused
from accord.sharing.models import MailboxMessage, PracticeMessage

NOT_TAKEN = Q(state__in=("refused", "dead")) | (Q(state="sent") & ~Q(raised_at=None)) | Q(
    ~Q(last_error=""), state__in=("waiting", "sending")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """A message that a practice has not taken, and why."""

    local_id: UUID
    person_id: UUID
    kind: str
    state: str
    practice: str
    happened_at: datetime
    sent_at: datetime | None
    tries: int
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComeLine:
    """A message in our mailbox that answers nothing of ours."""

    id: str
    kind: str
    sender: str
    workflow: str
    received_at: datetime


def not_taken(organisation_ids: Collection[UUID] | None = None) -> Sequence[MessageLine]:
    """Return what was not taken yet, or never, the oldest first; or what some organisations were asked to see to."""
    rows = PracticeMessage.objects.filter(NOT_TAKEN).order_by("id")
    if organisation_ids is not None:
        rows = rows.filter(organisation_id__in=list(organisation_ids))
    return [
        MessageLine(
            local_id=row.local_id,
            person_id=row.person_id,
            kind=row.kind,
            state=row.state,
            practice=row.practice_code,
            happened_at=row.happened_at,
            sent_at=row.sent_at,
            tries=row.tries,
            error=row.last_error,
        )
        for row in rows
    ]


def unknown() -> Sequence[ComeLine]:
    """Return what came and is not known, and was not put away."""
    rows = MailboxMessage.objects.filter(about=None, put_away_at=None).order_by("received_at", "id")
    return [
        ComeLine(id=each.id, kind=each.kind, sender=each.sender, workflow=each.workflow, received_at=each.received_at)
        for each in rows.defer("body")
    ]


def body_of(message_id: str) -> bytes:
    """Return a message that came, as it came."""
    row = MailboxMessage.objects.filter(pk=message_id).first()
    if row is None or row.body is None:
        raise Refused.one("message", "There is none that is kept with this id.", "See `accord mesh list`.")
    return bytes(row.body)
