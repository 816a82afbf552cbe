"""Admission, discharge and moves. A move asks whether each recommendation still stands, and changes none by itself.

What follows for the plans is done as the people room tells of it (`following`), so it is the same whoever tells.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.choices import Choice
from accord.domain.errors import Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.lifecycle import CancelReason, InappropriateReason, Step
from accord.domain.people import NewStay, StayKind
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.people.actions.stays import end_stay, start_stay
from accord.plans.actions import cancellations, drafts, lives, standings, suspensions, tasks
from accord.plans.actions.tasking import close_of_version
from accord.plans.models import TaskKind
from accord.plans.queries.subjects import subject


class MoveAnswer(Choice):
    """What becomes of a recommendation after a move."""

    CONFIRM = "confirm", "It still stands"
    SUSPEND = "suspend", "Suspend it"
    REVISE = "revise", "Change it: a draft is opened"
    CANCEL = "cancel", "Cancel it"


@transaction.atomic
def admit(*, person_id: UUID, site_id: UUID, at: datetime, by: Actor) -> UUID:
    """Record an admission, and return the stay. The enduring plan stands; an episode layer may now be signed."""
    by.must(Permission.MOVE_PERSON)
    return start_stay(person_id=person_id, stay=NewStay(site_id=site_id, kind=StayKind.ADMISSION, start=at), by=by)


@transaction.atomic
def discharge(*, person_id: UUID, at: datetime, by: Actor) -> None:
    """Record a discharge: the episode layer ends, the enduring plan returns, and somebody is asked to look again."""
    by.must(Permission.MOVE_PERSON)
    admission = subject(person_id).admission
    if admission is None:
        raise Refused.one("person", "This person is not recorded as admitted.")
    end_stay(person_id=person_id, stay_id=admission.id, end=at, by=by)


@transaction.atomic
def move(*, person_id: UUID, site_id: UUID, kind: StayKind, at: datetime, by: Actor) -> UUID:
    """Record a move to another site (within an admission too), and return the stay.

    Somebody who now lives, or is cared for, somewhere else has left hospital: an admission that is open ends with it,
    and its layer with the admission.
    """
    by.must(Permission.MOVE_PERSON)
    admission = subject(person_id).admission
    if admission is not None and kind is not StayKind.ADMISSION:
        end_stay(person_id=person_id, stay_id=admission.id, end=at, by=by)
    return start_stay(person_id=person_id, stay=NewStay(site_id=site_id, kind=kind, start=at), by=by)


@transaction.atomic
def answer(
    *,
    task_id: UUID,
    answer: MoveAnswer,
    by: Actor,
    words: str = "",
    until: datetime | None = None,
    reason: CancelReason = CancelReason.TRANSFER,
    inappropriate: InappropriateReason | None = None,
    now: datetime | None = None,
) -> UUID | None:
    """Answer for one version after a move, and after any before it. Returns the draft, where it is to be changed."""
    by.must(Permission.REVIEW_PLAN)
    now = now or timezone.now()
    words = clean(words, "words")
    task = tasks.hold(task_id)
    if task.kind != TaskKind.CONFIRM_MOVE or task.version_id is None:
        raise Refused.one("task", "does not ask about a move.")
    tasks.finish(task, by, now, answer.words)
    close_of_version(
        person_id=task.person_id,
        version_id=task.version_id,
        kinds=[TaskKind.CONFIRM_MOVE],
        by=by,
        now=now,
        outcome=answer.words,
    )
    if answer is MoveAnswer.CONFIRM:
        _confirm(task.version_id, words, by, now)
    elif answer is MoveAnswer.SUSPEND:
        suspensions.suspend(version_id=task.version_id, from_at=now, until=until, why=words, by=by, now=now)
    elif answer is MoveAnswer.CANCEL:
        cancellations.cancel(
            version_id=task.version_id, reason=reason, inappropriate=inappropriate, words=words, by=by, now=now
        )
    else:
        return drafts.open(person_id=task.person_id, scope=lives.scope_of(task.version_id), by=by)
    return None


def _confirm(version_id: UUID, words: str, by: Actor, now: datetime) -> None:
    held = lives.hold(version_id)
    detail = {"outcome": ReviewOutcome.CONFIRMED.value, "after_move": True, "words": words}
    lives.take_step(held, Step.REVIEWED, at=now, by=by, now=now, detail=detail)
    payload: dict[str, PayloadValue] = {
        "version_id": str(version_id),
        "outcome": ReviewOutcome.CONFIRMED.value,
        "after_move": True,
    }
    record(kind=EventKind.PLAN_REVIEWED, person_id=held.person_id, by=by, payload=payload)
    standings.refresh(held.person_id, now)
