"""Asking somebody to see that a practice knows of a plan, where a message to it was not taken; for the room above."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from accord.domain.authority import Actor
from accord.plans.actions.tasking import NewTask, close_of_subject, move_tasks, raise_tasks
from accord.plans.models import TaskKind

KIND = TaskKind.PRACTICE_NOT_TOLD


def ask(*, person_id: UUID, message_id: UUID, organisation_id: UUID, kind: str, now: datetime) -> None:
    """Ask, once a message, whoever answers for the person's plan."""
    task = NewTask(
        kind=KIND, subject_id=message_id, organisation_id=organisation_id, due_at=now, detail={"message": kind}
    )
    raise_tasks(person_id=person_id, tasks=[task])


def close(*, person_id: UUID, message_id: UUID, by: Actor | None, now: datetime, outcome: str) -> None:
    """Close what was asked about a message: the practice has acknowledged it after all."""
    close_of_subject(person_id=person_id, kind=KIND, subject_id=message_id, by=by, now=now, outcome=outcome)


def move(*, kept_id: UUID, merged_id: UUID) -> None:
    """Ask on the record that stays what is open on the one that goes."""
    move_tasks(kept_id=kept_id, merged_id=merged_id, kinds=[KIND])
