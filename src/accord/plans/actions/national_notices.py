"""Asking somebody to look a person up nationally, because a notice said that something changed and not what."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from accord.plans.actions.routing import responsible
from accord.plans.actions.tasking import NOBODY, NewTask, raise_tasks
from accord.plans.models import Current, TaskKind


def ask(*, person_id: UUID, notice_id: UUID, kind: str, now: datetime) -> bool:
    """Ask where the person's plan is answered for; return False where no plan stands: then there is nobody to ask."""
    if not Current.objects.filter(person_id=person_id).exists():
        return False
    task = NewTask(
        kind=TaskKind.LOOK_UP_NATIONALLY,
        subject_id=notice_id,
        organisation_id=responsible(person_id, otherwise=NOBODY),
        due_at=now,
        detail={"notice": kind},
    )
    raise_tasks(person_id=person_id, tasks=[task])
    return True
