"""What became of each message to a practice, as it is kept: before it is sent, once it was, where it was not taken."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.organisations.queries import directory
from accord.plans.actions import practices
from accord.plans.actions.routing import responsible
from accord.plans.actions.tasking import NOBODY
from accord.projections.fhir.practice_messages import MessageKind
from accord.sharing.actions.answering import acknowledge_in_mailbox
from accord.sharing.actions.following import name_mailbox
from accord.sharing.messages import letters
from accord.sharing.messages.letters import Written
from accord.sharing.models import PracticeMessage

DUE = """
    /* sharing: the messages to practices that are due: of each person the first not sent; what failed comes later */
    SELECT m.* FROM sharing_practicemessage m
    WHERE m.state IN ('waiting', 'sending') AND m.next_try_at <= %s AND NOT EXISTS (
        SELECT FROM sharing_practicemessage b
        WHERE b.person_id = m.person_id AND b.id < m.id AND b.state IN ('waiting', 'sending'))
    ORDER BY m.next_try_at, m.id LIMIT %s
"""
PAYLOAD = ("kind", "state", "practice_code")


def due(most: int, now: datetime) -> Sequence[PracticeMessage]:
    """Return what is to be sent, or asked for, now."""
    return list(PracticeMessage.objects.raw(DUE, [now, most]))


def note_practice(row: PracticeMessage, code: str) -> None:
    """Keep which practice it is that cannot be written to."""
    _update(row, practice_code=code)


@transaction.atomic
def note_begun(row: PracticeMessage, written: Written, mailbox: str, look_at: datetime) -> bool:
    """Keep that it is being sent: from now on it may have arrived, and `look_at` says when MESH is asked.

    Of a cancellation the practice's system is one of those who have to acknowledge it. Return False where another
    worker took the message meanwhile.
    """
    if row.kind == MessageKind.CANCELLED.value and row.subject_id is not None:
        name_mailbox(version_id=row.subject_id, practice_id=written.practice.id)
    return _update_as_it_was(
        row,
        state="sending",
        practice_code=written.practice.code,
        mailbox=mailbox,
        holds=written.holds,
        digest=hashlib.sha256(written.body).hexdigest(),
        next_try_at=look_at,
    )


@transaction.atomic
def note_sent(row: PracticeMessage, message_id: str, now: datetime, answer_within: timedelta) -> None:
    """Keep that MESH has it, under which id, and until when the practice should have answered.

    An answer may have come before this is kept; then it stands.
    """
    held = PracticeMessage.objects.select_for_update().get(pk=row.pk)
    state = "sent" if held.state == "sending" else held.state
    _update(held, state=state, message_id=message_id, sent_at=now, answer_by=now + answer_within, last_error="")
    _record(EventKind.PRACTICE_TOLD, held)


def note_not_told(row: PracticeMessage, why: str, now: datetime) -> None:
    """Keep that there was nothing to be told, and why."""
    _update_as_it_was(row, state="not_told", settled_at=now, last_error=why[:200])


def note_unsure(row: PracticeMessage, words: str, look_at: datetime) -> None:
    """Keep that it may have arrived: MESH is asked before it is sent again."""
    _update_as_it_was(row, last_error=words[:200], next_try_at=look_at)


@transaction.atomic
def note_failure(row: PracticeMessage, words: str, *, tries: int, most: int, again_at: datetime, now: datetime) -> None:
    """Keep that it was not sent: it is tried again later, or is dead after too many tries, and raised."""
    if tries < most:
        _update_as_it_was(row, state="waiting", tries=tries, next_try_at=again_at, last_error=words[:200])
    elif _update_as_it_was(row, state="dead", tries=tries, last_error=words[:200], settled_at=now):
        raise_to_somebody(row, now)


@transaction.atomic
def note_answer(row_id: int, *, is_taken: bool, words: str, now: datetime) -> None:
    """Keep what the practice's system, or MESH, answered: acknowledged it stays so, refused it is raised."""
    row = PracticeMessage.objects.select_for_update().get(pk=row_id)
    if row.state == "taken":
        return
    if not is_taken:
        _update(row, state="refused", settled_at=now, last_error=words[:200])
        raise_to_somebody(row, now)
        return
    _update(row, state="taken", settled_at=now, is_collected=True, last_error="")
    practices.close(
        person_id=row.person_id, message_id=row.local_id, by=None, now=now, outcome="The practice acknowledged it"
    )
    _acknowledge(row, now)
    _record(EventKind.PRACTICE_ACKNOWLEDGED, row)


def _acknowledge(row: PracticeMessage, now: datetime) -> None:
    """Keep that the practice's system knows of a cancellation."""
    if row.kind != MessageKind.CANCELLED.value or row.subject_id is None:
        return
    practice = directory.by_code(row.practice_code)
    if practice is not None:
        acknowledge_in_mailbox(version_id=row.subject_id, practice=letters.reader(practice), now=now)


@transaction.atomic
def raise_unanswered(row: PracticeMessage, *, is_collected: bool, now: datetime) -> None:
    """Raise a message that was not acknowledged, or not sent, in time; once."""
    words = "taken out of the mailbox, and not acknowledged" if is_collected else "not taken out of the mailbox"
    if row.state == "sent":
        _update(row, is_collected=is_collected, last_error=words)
    raise_to_somebody(row, now)


def raise_to_somebody(row: PracticeMessage, now: datetime) -> None:
    """Ask whoever answers for the person's plan to see that the practice knows."""
    organisation_id = responsible(row.person_id, otherwise=NOBODY)
    practices.ask(
        person_id=row.person_id,
        message_id=row.local_id,
        organisation_id=organisation_id,
        kind=row.kind,
        now=now,
    )
    _update(row, raised_at=now, organisation_id=None if organisation_id == NOBODY else organisation_id)
    _record(EventKind.PRACTICE_NOT_TOLD, row)


def _update_as_it_was(row: PracticeMessage, **kept: str | int | datetime) -> bool:
    """Keep something of a message in the state in which it was read; return whether it is in that state still."""
    if not PracticeMessage.objects.filter(pk=row.pk, state=row.state).update(**kept):
        return False
    for name, value in kept.items():
        setattr(row, name, value)
    return True


def _update(row: PracticeMessage, **kept: str | int | bool | datetime | UUID | None) -> None:
    for name, value in kept.items():
        setattr(row, name, value)
    row.save(update_fields=list(kept))


def _record(kind: EventKind, row: PracticeMessage) -> None:
    payload: dict[str, PayloadValue] = {name: getattr(row, name) for name in PAYLOAD}
    payload["local_id"] = str(row.local_id)
    record(kind=kind, person_id=row.person_id, by=None, payload=payload)
