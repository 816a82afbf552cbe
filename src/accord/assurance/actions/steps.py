"""Taking one step about a signal: whoever may, at the state that they saw, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accord.assurance.models import Signal, SignalStep
from accord.assurance.queries import signals
from accord.assurance.queries.held_signals import Held, Told, read
from accord.domain.authority import Actor
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.follow_ups import Step, check_step
from accord.domain.signal_answers import must_take
from accord.events.actions import record

HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
"""Held until the transaction ends: the application may change no row of a signal, so that it can lock none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Which signal, and after which turn of it (`Course.turn`) somebody saw what they now act upon."""

    signal_id: UUID
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a step says: a code, words, the pseudonym of a decision, the number of an action."""

    reason: str = ""
    words: str = ""
    decision_id: str = ""
    of: int | None = None


def hold(at: At, step: Step, by: Actor, now: datetime) -> Held:
    """Hold a signal until the transaction ends, and return it, where somebody may take this step as they saw it."""
    _wait(at.signal_id)
    held = signals.one(by, at.signal_id, now)
    if held is None:
        raise Refused.one("", "There is no such signal.")
    must_take(step, by, held.asked)
    if held.course.turn != at.after:
        raise Conflict(_who_was_first(held))
    return held


def lock(signal_id: UUID) -> Held | None:
    """Hold a signal until the transaction ends, and return it, whoever may see it."""
    _wait(signal_id)
    return next(read(Signal.objects.filter(pk=signal_id)), None)


def take(held: Held, step: Step, said: Said, *, by: Actor, now: datetime) -> SignalStep:
    """Write one step about a signal that is held, and its event."""
    check_step(held.course, step, by=by.staff_id, of=said.of)
    row = append(held.id, held.course.steps + 1, step, said, by=by, now=now)
    payload: dict[str, PayloadValue] = {"signal": str(held.id), "step": step.value, "number": row.number}
    payload["reason"] = said.reason or None
    record(kind=EventKind.SIGNAL_STEP_TAKEN, person_id=None, by=by, payload=payload)
    return row


@transaction.atomic
def take_at(at: At, step: Step, said: Said, *, by: Actor, now: datetime | None) -> None:
    """Take one step as somebody saw the signal. For what is no more than a step."""
    now = now or timezone.now()
    take(hold(at, step, by, now), step, said, by=by, now=now)


def append(signal_id: UUID, number: int, step: Step, said: Said, *, by: Actor, now: datetime) -> SignalStep:
    """Write the row of a step."""
    return SignalStep.objects.create(
        signal_id=signal_id,
        number=number,
        step=step.value,
        reason=said.reason,
        words=said.words,
        decision_id=said.decision_id,
        of=said.of,
        recorded_at=now,
        recorded_by=by.staff_id,
        recorded_role=by.staff_role_id,
        recorded_name=by.name,
        recorded_organisation=by.organisation_code,
    )


def _wait(signal_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [f"signal {signal_id}"])


def _who_was_first(held: Held) -> str:
    if not held.course.turn:
        return "This page was out of date, so nothing was saved. What you typed is still here: send it again."
    last: Told = held.told[held.course.turn - 1]
    did = last.taken.step.words
    return (
        f"{last.name} ({last.taken.organisation}) recorded “{did}” since you opened this page, so nothing was saved."
        " What you typed is still here."
    )
