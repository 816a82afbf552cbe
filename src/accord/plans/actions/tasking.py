"""Raising and closing tasks, inside the action that gives rise to them: its event tells of them too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accord.domain.authority import Actor
from accord.plans.actions.attributions import THE_CLOCK
from accord.plans.models import Current, Task, TaskKind, Version

NOBODY = UUID(int=0)
"""Who has done a task that was settled by an event with no actor: a date that came, or a message from elsewhere."""

OF_A_CURRENT_VERSION = frozenset(
    {
        TaskKind.LOOK_AGAIN_AFTER_DISCHARGE,
        TaskKind.LOOK_AGAIN_AFTER_READMISSION,
        TaskKind.LOOK_AGAIN_AFTER_RETURN,
        TaskKind.REINSTATED_LOOK_AGAIN,
        TaskKind.CONFIRM_MOVE,
        TaskKind.LEGAL_CHANGED,
        TaskKind.DISAGREED,
        TaskKind.ENDORSEMENT_DUE,
        TaskKind.REVIEW_DUE,
        TaskKind.LOOK_BACK,
    }
)
"""Tasks with nothing left to do once their version is not current any more."""

ANSWERED_BY_A_REVIEW = OF_A_CURRENT_VERSION - {TaskKind.ENDORSEMENT_DUE}
"""Tasks that a review of the version answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """A task to be raised."""

    kind: TaskKind
    subject_id: UUID
    organisation_id: UUID
    due_at: datetime
    version_id: UUID | None = None
    staff_id: UUID | None = None
    detail: dict[str, str] = field(default_factory=dict)


def raise_tasks(*, person_id: UUID, tasks: Iterable[NewTask]) -> None:
    """Raise tasks. One that is already open, for the same thing, is not raised twice."""
    rows = [new_row(person_id, task) for task in tasks]
    if rows:
        Task.objects.bulk_create(rows, ignore_conflicts=True)


def new_row(person_id: UUID, task: NewTask) -> Task:
    """Return the row of a task about somebody."""
    return Task(
        person_id=person_id,
        kind=task.kind.value,
        subject_id=task.subject_id,
        organisation_id=task.organisation_id,
        due_at=task.due_at,
        version_id=task.version_id,
        staff_id=task.staff_id,
        detail=task.detail,
    )


def ask_of_every_plan(*, person_id: UUID, kind: TaskKind, subject_id: UUID, now: datetime) -> None:
    """Ask whoever signed each current plan of a person to look at it again, because of one record."""
    current = Current.objects.filter(person_id=person_id).values("version_id")
    signed = Version.objects.filter(pk__in=current).values_list("id", "organisation_id")
    tasks = (
        NewTask(kind=kind, subject_id=subject_id, version_id=version_id, organisation_id=organisation_id, due_at=now)
        for version_id, organisation_id in signed
    )
    raise_tasks(person_id=person_id, tasks=tasks)


def close_of_version(
    *,
    person_id: UUID,
    version_id: UUID,
    kinds: Iterable[TaskKind],
    by: Actor | None,
    now: datetime,
    outcome: str,
    came_of: str = "",
    found: str = "",
) -> None:
    """Close the open tasks of these kinds about a version.

    `came_of` is what became of the decision, as a code, and `found` what a review found wrong with it.
    """
    Task.objects.filter(
        person_id=person_id, version_id=version_id, kind__in=[kind.value for kind in kinds], done_at__isnull=True
    ).update(came_of=came_of, found=found, **_closing(by, now, outcome))


def close_of_subject(
    *, person_id: UUID, kind: TaskKind, subject_id: UUID, by: Actor | None, now: datetime, outcome: str
) -> None:
    """Close the open task of this kind about one record."""
    Task.objects.filter(person_id=person_id, kind=kind.value, subject_id=subject_id, done_at__isnull=True).update(
        **_closing(by, now, outcome)
    )


def move_tasks(*, kept_id: UUID, merged_id: UUID, kinds: Iterable[TaskKind]) -> None:
    """Ask on the record that stays what is open of these kinds on the one that goes, and close it there."""
    rows = Task.objects.filter(person_id=merged_id, kind__in=[kind.value for kind in kinds], done_at__isnull=True)
    again = [
        NewTask(
            kind=TaskKind(row.kind),
            subject_id=row.subject_id,
            organisation_id=row.organisation_id,
            due_at=row.due_at,
            version_id=row.version_id,
            staff_id=row.staff_id,
        )
        for row in rows
    ]
    raise_tasks(person_id=kept_id, tasks=again)
    rows.update(**_closing(None, timezone.now(), "Asked on the record that was kept"))


def _closing(by: Actor | None, now: datetime, outcome: str) -> dict[str, object]:
    return {
        "done_at": now,
        "done_by": by.staff_id if by else NOBODY,
        "done_name": by.name if by else THE_CLOCK,
        "outcome": outcome,
    }
