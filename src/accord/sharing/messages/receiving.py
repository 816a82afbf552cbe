"""Taking what came into our mailbox: kept first, once each, and only then let go of at MESH.

An answer counts where it names a message of ours and comes from the mailbox to which that went; a report is MESH's own.
Whatever else came is kept as unknown, and shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accord.domain.choices import Choice
from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.projections.fhir.practice_messages import Answer, read_answer
from accord.sharing.messages import keeping
from accord.sharing.messages.mailboxes import Come, Mailbox, NotDone
from accord.sharing.models import MailboxMessage, PracticeMessage

AT_ONCE = 50
_NEVER_KEPT = re.compile("[\x00\ud800-\udfff]")
"""What JSON can say and no text of the database can hold."""
_log = structlog.stdlib.get_logger("accord.mesh")


class CameAs(Choice):
    """What a message in our mailbox is."""

    TAKEN = "taken", "An acknowledgement"
    REFUSED = "refused", "A refusal"
    REPORT = "report", "A report of MESH that a message was not delivered"
    UNKNOWN = "unknown", "Not known here"
    TOO_LARGE = "too_large", "Too large to be kept here: it is still in the mailbox"


@dataclass
class Receiver:
    """Takes from one mailbox, round after round."""

    mailbox: Mailbox
    failed: set[str] = field(default_factory=set)
    """What could not be taken when it was tried last: it comes after all else, so that it holds up nothing."""

    def round(self) -> int:
        """Take what is waiting; return how many were new. What MESH does not do now is done in the next round."""
        count = 0
        try:
            waiting = sorted(self.mailbox.waiting(), key=self.failed.__contains__)
            self.failed.intersection_update(waiting)
            known = dict(MailboxMessage.objects.filter(pk__in=waiting).values_list("pk", "kind"))
            for message_id in waiting:
                with self._noting_failure(message_id):
                    if message_id not in known:
                        known[message_id] = keep(self.mailbox.fetch(message_id), timezone.now())
                        count += 1
                    if known[message_id] != CameAs.TOO_LARGE.value:
                        self.mailbox.acknowledge(message_id)
                        MailboxMessage.objects.filter(pk=message_id).update(acknowledged_at=timezone.now())
        except NotDone as failed:
            _log.warning("the mailbox could not be read", why=str(failed))
        return count

    @contextmanager
    def _noting_failure(self, message_id: str) -> Iterator[None]:
        """Note which message could not be taken. The round goes on where that says nothing of the others."""
        try:
            yield
        except NotDone as failed:
            self.failed.add(message_id)
            if failed.at_all:
                raise
            _log.warning("a message in the mailbox could not be taken", why=str(failed))
        except Exception:
            self.failed.add(message_id)
            raise

    def raise_unanswered(self, answer_within: timedelta, *, now: datetime | None = None) -> int:
        """Raise what was not acknowledged in time, or could not be sent for as long; return how many."""
        now = now or timezone.now()
        late = Q(state="sent", answer_by__lte=now)
        late |= Q(state__in=("waiting", "sending"), happened_at__lte=now - answer_within)
        rows = list(PracticeMessage.objects.filter(late, raised_at=None).order_by("id")[:AT_ONCE])
        for row in rows:
            keeping.raise_unanswered(row, is_collected=self._is_collected(row), now=now)
        return len(rows)

    def _is_collected(self, row: PracticeMessage) -> bool:
        try:
            return bool(row.message_id) and self.mailbox.is_collected(row.message_id)
        except NotDone:
            return False


@transaction.atomic
def keep(come: Come, now: datetime) -> str:
    """Keep a message, and what it says of one of ours, in one transaction; return what it came as."""
    answer = read_answer(come.body) if come.body is not None and not come.is_report else None
    row = _about(come, answer)
    kind = _kind(come, answer, row)
    words = _NEVER_KEPT.sub("\ufffd", come.words if come.is_report else answer.words if answer else "")
    MailboxMessage.objects.create(
        id=come.id,
        kind=kind.value,
        about=row,
        workflow=come.workflow[:100],
        sender=come.sender[:100],
        subject=come.subject[:200],
        words=words[:200],
        body=come.body,
        received_at=now,
    )
    payload: dict[str, PayloadValue] = {"kind": kind.value, "about": str(row.local_id) if row else None}
    person_id = row.person_id if row else None
    record(kind=EventKind.MAILBOX_MESSAGE_RECEIVED, person_id=person_id, by=None, payload=payload)
    if row is not None:
        keeping.note_answer(row.pk, is_taken=kind is CameAs.TAKEN, words=words or kind.words, now=now)
    return kind.value


def _about(come: Come, answer: Answer | None) -> PracticeMessage | None:
    """Return the message of ours that is answered, or reported."""
    sent = PracticeMessage.objects.select_for_update()
    if come.is_report:
        return (sent.filter(message_id=come.about).first() if come.about else None) or _with(come.local_id)
    row = _with(answer.about) if answer else None
    return row if row is not None and row.mailbox.upper() == come.sender.upper() else None


def _with(local_id: str) -> PracticeMessage | None:
    try:
        named = UUID(local_id)
    except ValueError:
        return None
    return PracticeMessage.objects.select_for_update().filter(local_id=named).exclude(mailbox="").first()


def _kind(come: Come, answer: Answer | None, row: PracticeMessage | None) -> CameAs:
    if come.body is None:
        return CameAs.TOO_LARGE
    if row is None or (answer is None and not come.is_report):
        return CameAs.UNKNOWN
    if answer is None:
        return CameAs.REPORT
    return CameAs.TAKEN if answer.is_taken else CameAs.REFUSED
