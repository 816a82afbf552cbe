"""Suspension, for an operation say: while it holds, the status reads “suspended: attempt CPR”."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.lifecycle import Step
from accord.domain.standing import Suspension
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.plans.actions import lives, standings
from accord.plans.actions.tasking import NewTask, raise_tasks
from accord.plans.models import TaskKind


@transaction.atomic
def suspend(
    *, version_id: UUID, from_at: datetime, until: datetime | None, why: str, by: Actor, now: datetime | None = None
) -> None:
    """Suspend a current version from one time until another; with no end, until somebody reinstates it."""
    by.must(Permission.SUSPEND_PLAN)
    now = now or timezone.now()
    why = clean(why, "why").strip()
    if not why:
        raise Refused.one("why", "is empty.", "Say what the suspension is for, such as an operation.")
    if until is not None and until <= max(from_at, now):
        raise Refused.one("until", "is not after the start, or is already over.", "Give a later time.")
    held = lives.hold(version_id)
    _end_what_is_over(held, now)
    detail = {"from": from_at.isoformat(), "until": until.isoformat() if until else None, "why": why}
    lives.take_step(held, Step.SUSPENDED, at=from_at, by=by, now=now, detail=detail)
    payload = {"version_id": str(version_id), "from": detail["from"], "until": detail["until"]}
    record(kind=EventKind.PLAN_SUSPENDED, person_id=held.person_id, by=by, payload=payload)
    standings.refresh(held.person_id, now)


@transaction.atomic
def reinstate(*, version_id: UUID, by: Actor, words: str = "", now: datetime | None = None) -> None:
    """End a suspension now, and ask that the plan be looked at again."""
    by.must(Permission.SUSPEND_PLAN)
    now = now or timezone.now()
    detail = {"words": clean(words, "words")}
    held = lives.hold(version_id)
    lives.take_step(held, Step.REINSTATED, at=now, by=by, now=now, detail=detail)
    reinstated(held, by, now)
    standings.refresh(held.person_id, now)


def _end_what_is_over(held: lives.Held, now: datetime) -> None:
    """Append the end of a suspension that is over already, where the clock has not come to it yet."""
    over = held.current.suspended_until
    if over is not None and over <= now:
        lives.take_step(held, Step.REINSTATED, at=over, by=None, now=now)
        reinstated(held, None, now)


def carry(*, version_id: UUID, suspensions: Iterable[Suspension], by: Actor, now: datetime) -> bool:
    """Put on a new version what still suspends the one that it replaces, and return whether anything did.

    A person in theatre must not become "not for CPR" because somebody signed a new version meanwhile.
    """
    standing = [each for each in suspensions if each.until is None or each.until > now]
    for each in standing:
        held = lives.hold(version_id)
        until = each.until.isoformat() if each.until else None
        detail = {"from": each.from_at.isoformat(), "until": until, "why": each.why, "carried": True}
        lives.take_step(held, Step.SUSPENDED, at=each.from_at, by=by, now=now, detail=detail)
        payload = {"version_id": str(version_id), "from": detail["from"], "until": until}
        record(kind=EventKind.PLAN_SUSPENDED, person_id=held.person_id, by=by, payload=payload)
        standings.refresh(held.person_id, now)
    return bool(standing)


def reinstated(held: lives.Held, by: Actor | None, now: datetime) -> None:
    """Say that a suspension has ended, and raise the task to look at the plan again."""
    task = NewTask(
        kind=TaskKind.REINSTATED_LOOK_AGAIN,
        subject_id=held.version_id,
        version_id=held.version_id,
        organisation_id=held.organisation_id,
        due_at=now,
    )
    raise_tasks(person_id=held.person_id, tasks=[task])
    payload = {"version_id": str(held.version_id)}
    record(kind=EventKind.PLAN_REINSTATED, person_id=held.person_id, by=by, payload=payload)
