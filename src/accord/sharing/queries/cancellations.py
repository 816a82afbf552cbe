"""Cancellations of a person's plans: who may hold a copy, who has been told, and who has answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.privileges.openings import read_rows
from accord.projections.fhir.practice_messages import MessageKind
from accord.sharing.cancellations.holders import HolderAnswer, HolderKind, Telling
from accord.sharing.models import Cancellation, Delivery, Holder, HolderReply, PracticeMessage

MAILED = {
    "waiting": "waiting",
    "sending": "waiting",
    "sent": "sent",
    "taken": "sent",
    "again": "waiting",
    "refused": "dead",
    "dead": "dead",
    "not_told": "dead",
}
"""How a message in each state stands, as every message to a system does."""

__all__ = ["DeliveryState", "Followed", "HolderLine", "Reply", "holder", "of_person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What was answered, by whom and when."""

    answer: HolderAnswer
    words: str
    at: datetime
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryState:
    """How the message to a system stands: `waiting`, `sent` or `dead`; how often it was tried, and what went wrong.

    One that was given up or refused in a practice's mailbox is dead.
    """

    state: str
    sent_at: datetime | None
    tries: int
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderLine:
    """Somebody who may hold a copy."""

    row: Holder
    kind: HolderKind
    telling: Telling
    reply: Reply | None
    delivery: DeliveryState | None

    @property
    def has_answered(self) -> bool:
        """Whether anybody said what became of the copies."""
        return self.reply is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A cancellation with everybody who may hold a copy."""

    row: Cancellation
    holders: tuple[HolderLine, ...]

    @property
    def waiting(self) -> int:
        """How many have not answered."""
        return sum(not each.has_answered for each in self.holders)


def of_person(person_id: UUID) -> tuple[Followed, ...]:
    """Return the cancellations of a person's plans, the latest first. The record was opened, which left its trace."""
    rows = list(Cancellation.objects.filter(person_id=person_id).order_by("-cancelled_at", "id"))
    if not rows:
        return ()
    held = list(Holder.objects.filter(person_id=person_id, cancellation__in=rows).order_by("named_at", "kind", "id"))
    replies = {row.holder_id: _reply(row) for row in read_rows(HolderReply, person_id)}
    states = _deliveries(held) | _mailed(person_id, held, {row.id: row.version_id for row in rows})
    return tuple(
        Followed(
            row=row,
            holders=tuple(_line(each, replies, states.get(each.id)) for each in held if each.cancellation_id == row.id),
        )
        for row in rows
    )


def holder(person_id: UUID, holder_id: UUID) -> tuple[Followed, HolderLine] | None:
    """Return somebody who may hold a copy of a person's cancelled plan, with the cancellation."""
    found = ((each, line) for each in of_person(person_id) for line in each.holders if line.row.id == holder_id)
    return next(found, None)


def _line(row: Holder, replies: dict[UUID, Reply], delivery: DeliveryState | None) -> HolderLine:
    return HolderLine(
        row=row,
        kind=HolderKind(row.kind),
        telling=Telling(row.telling),
        reply=replies.get(row.id),
        delivery=delivery,
    )


def _reply(row: HolderReply) -> Reply:
    return Reply(answer=HolderAnswer(row.answer), words=row.words, at=row.answered_at, name=row.answered_name)


def _deliveries(held: Iterable[Holder]) -> dict[UUID, DeliveryState]:
    """Return how what was sent to each holder's system stands, by the holder."""
    by = {row.delivery_id: row.id for row in held if row.delivery_id is not None}
    rows = Delivery.objects.filter(pk__in=by) if by else ()
    return {by[row.id]: _state(row, row.state) for row in rows}


def _mailed(person_id: UUID, held: Iterable[Holder], versions: Mapping[UUID, UUID]) -> dict[UUID, DeliveryState]:
    """Return how the last message to each practice's mailbox stands, by the holder."""
    by = {versions[row.cancellation_id]: row.id for row in held if row.telling == Telling.MAILBOX}
    if not by:
        return {}
    sent = PracticeMessage.objects.filter(person_id=person_id, kind=MessageKind.CANCELLED.value, subject_id__in=by)
    return {by[row.subject_id]: _state(row, MAILED[row.state]) for row in sent.order_by("id") if row.subject_id}


def _state(row: Delivery | PracticeMessage, state: str) -> DeliveryState:
    return DeliveryState(state=state, sent_at=row.sent_at, tries=row.tries, error=row.last_error)
