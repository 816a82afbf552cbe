"""Tasks about a cancelled plan, for the room above that follows it: of whoever holds a copy, and of whoever sees to it.

Their subject is the holder, or the cancellation as a whole. No other action closes them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.authority import Actor
from accord.plans.actions.tasking import NewTask, close_of_subject, move_tasks, raise_tasks
from accord.plans.models import TaskKind

KINDS = (TaskKind.TELL_HOLDERS, TaskKind.ANSWER_CANCELLATION, TaskKind.CHASE_CANCELLATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """A cancellation that is followed: of which version, where it is seen to, and by whom first."""

    cancellation_id: UUID
    person_id: UUID
    version_id: UUID
    organisation_id: UUID
    staff_id: UUID | None


def ask(follows: Follows, holders: Collection[tuple[UUID, UUID]], *, due_at: datetime) -> None:
    """Ask holders, each at its organisation, to take copies away and say so."""
    _raise(follows, TaskKind.ANSWER_CANCELLATION, holders, due_at)


def see_to(follows: Follows, *, due_at: datetime) -> None:
    """Ask whoever cancelled it, and their organisation, to see it to the end."""
    _raise(follows, TaskKind.TELL_HOLDERS, [(follows.cancellation_id, follows.organisation_id)], due_at)


def chase(follows: Follows, holders: Collection[tuple[UUID, UUID]], *, now: datetime) -> None:
    """Ask whoever answers for it where holders have not answered, and where it was cancelled."""
    _raise(follows, TaskKind.CHASE_CANCELLATION, [(follows.cancellation_id, follows.organisation_id), *holders], now)


def close(person_id: UUID, subject_id: UUID, *, by: Actor | None, now: datetime, outcome: str) -> None:
    """Close whatever was asked about a holder, or about a cancellation as a whole."""
    for kind in KINDS:
        close_of_subject(person_id=person_id, kind=kind, subject_id=subject_id, by=by, now=now, outcome=outcome)


def move(*, kept_id: UUID, merged_id: UUID) -> None:
    """Ask on the record that stays what is open on the one that goes."""
    move_tasks(kept_id=kept_id, merged_id=merged_id, kinds=KINDS)


def _raise(follows: Follows, kind: TaskKind, subjects: Collection[tuple[UUID, UUID]], due_at: datetime) -> None:
    tasks = [
        NewTask(
            kind=kind,
            subject_id=subject_id,
            version_id=follows.version_id,
            organisation_id=organisation_id,
            staff_id=follows.staff_id if kind is TaskKind.TELL_HOLDERS else None,
            due_at=due_at,
        )
        for subject_id, organisation_id in subjects
    ]
    raise_tasks(person_id=follows.person_id, tasks=tasks)
