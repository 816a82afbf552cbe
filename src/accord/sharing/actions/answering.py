"""What became of the copies: answered by whoever holds them, by another system, or by somebody who told them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.organisations.queries.remits import remit_of
from accord.plans.actions import holders as tasks
from accord.plans.actions.tasking import NOBODY
from accord.sharing.cancellations.holders import BY_STAFF, HolderAnswer, HolderKind, Telling
from accord.sharing.models import Cancellation, Delivery, Holder, HolderReply

ALREADY = "This has been answered already."


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered, by whom, when, and in which words."""

    answer: HolderAnswer
    by: Actor
    at: datetime
    words: str = ""

    @property
    def actor(self) -> Actor | None:
        """Who acted here; nobody did where an answer came into our mailbox."""
        return None if self.by.staff_id == NOBODY else self.by


@transaction.atomic
def answer(*, holder_id: UUID, answer: HolderAnswer, words: str, by: Actor, now: datetime | None = None) -> None:
    """Say what became of the copies of one holder: for one's own organisation, or for somebody who was told.

    Raises `Refused` or `Conflict`. What was answered is never changed.
    """
    by.must(Permission.VIEW_PLAN)
    words, holder = clean(words, "words").strip(), _hold(holder_id)
    row = holder.cancellation
    if not may_answer(holder, row, by):
        raise NotPermitted("Only whoever holds the copies, or whoever sees to the cancellation, can answer for them.")
    if answer not in BY_STAFF:
        raise Refused.one("answer", "is another system's own.", "Say what became of the copies.")
    if answer is HolderAnswer.NOT_FOUND and not words:
        raise Refused.one("words", "is empty.", "Say what you tried, and who knows of it.")
    if answer is HolderAnswer.NOT_FOUND and not sees_to(row, by):
        raise Refused.one("answer", "is for whoever sees to the cancellation.", "Say what became of the copies.")
    if holder.kind == HolderKind.PRINTED:
        raise Refused.one("answer", "is taken back on the page of copies.", "Say there that it was taken back or lost.")
    _keep(holder, Answered(answer, by, now or timezone.now(), words))


@transaction.atomic
def take_back(*, copy_id: UUID, by: Actor, now: datetime | None = None) -> None:
    """Note that a printed copy of a cancelled plan was taken back, or is lost."""
    found = Holder.objects.filter(copy_id=copy_id, reply=None).values_list("id", flat=True).first()
    if found is not None:
        holder = _hold(found)
        _keep(holder, Answered(HolderAnswer.REMOVED, by, now or timezone.now()))


@transaction.atomic
def acknowledge(*, subscription_id: UUID, number: int, by: Actor, now: datetime | None = None) -> bool:
    """Note that a system has taken what it was told under a number of its own.

    Returns False where it was told of no cancellation under it; raises `Refused` where it has no such number.
    """
    told = Delivery.objects.filter(
        subscription_id=subscription_id, subscription__system_id=by.staff_id, number=number
    ).first()
    if told is None:
        raise Refused.one("eventNumber", "is none that this subscription was told.", "See $events.")
    found = (
        told.version_id
        and Holder.objects.filter(
            cancellation__version_id=told.version_id, kind=HolderKind.SYSTEM.value, system_id=by.staff_id
        ).first()
    )
    if not found or told.kind != "cancelled":
        return False
    _take(found.pk, by, now or timezone.now())
    return True


def acknowledge_in_mailbox(*, version_id: UUID, practice: Actor, now: datetime) -> None:
    """Note that a practice's own system has taken a cancellation that was sent to its mailbox, as `practice`."""
    found = Holder.objects.filter(
        cancellation__version_id=version_id, telling=Telling.MAILBOX.value, organisation_id=practice.organisation_id
    ).first()
    if found is not None:
        _take(found.pk, practice, now)


def sees_to(row: Cancellation, by: Actor) -> bool:
    """Whether somebody sees to a cancellation: they may cancel or chase, where it was cancelled or signed."""
    is_theirs = {row.organisation_id, row.signed_for} & remit_of(by.organisation_id, by.organisation_code).ids
    return bool(is_theirs) and (by.may(Permission.CANCEL_PLAN) or by.may(Permission.CHASE_CANCELLATION))


def may_answer(holder: Holder, row: Cancellation, by: Actor) -> bool:
    """Whether somebody may say what became of the copies of one holder."""
    is_own = (
        holder.kind == HolderKind.ORGANISATION
        and holder.organisation_id in remit_of(by.organisation_id, by.organisation_code).ids
    )
    return is_own or sees_to(row, by)


def _hold(holder_id: UUID, *, once: bool = True) -> Holder:
    """Return a holder with its cancellation, which is held until the transaction ends."""
    found = Holder.objects.filter(pk=holder_id).first()
    if found is None:
        raise Refused.one("holder", "There is nobody with this number.")
    found.cancellation = Cancellation.objects.select_for_update().get(pk=found.cancellation_id)
    if once and HolderReply.objects.filter(pk=holder_id).exists():
        raise Conflict(ALREADY)
    return found


def _take(holder_id: UUID, by: Actor, now: datetime) -> None:
    """Keep that a system took it, unless that was answered before."""
    holder = _hold(holder_id, once=False)
    if not HolderReply.objects.filter(pk=holder.pk).exists():
        _keep(holder, Answered(HolderAnswer.TAKEN, by, now))


def _keep(holder: Holder, given: Answered) -> None:
    row, by, now = holder.cancellation, given.by, given.at
    HolderReply(
        holder=holder,
        person_id=row.person_id,
        answer=given.answer.value,
        words=given.words,
        answered_at=now,
        answered_by=by.staff_id,
        answered_role=by.staff_role_id,
        answered_name=by.name,
        organisation_id=by.organisation_id,
    ).save(force_insert=True)
    is_last = not Holder.objects.filter(cancellation=row, reply=None).exists()
    tasks.close(row.person_id, holder.pk, by=given.actor, now=now, outcome=given.answer.words)
    if is_last:
        Cancellation.objects.filter(pk=row.pk).update(ended_at=now)
        tasks.close(row.person_id, row.pk, by=given.actor, now=now, outcome="Everybody has answered")
    payload: dict[str, PayloadValue] = {
        "holder_id": str(holder.pk),
        "answer": given.answer.value,
        "is_last": is_last,
    }
    record(kind=EventKind.CANCELLATION_ANSWERED, person_id=row.person_id, by=given.actor, payload=payload)
