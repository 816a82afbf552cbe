"""What waits for somebody: drafts, conflicts and tasks, each of which exists because of something that was recorded.

There is no way here to list people *without* a decision, and there must never be one (architecture, decision 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.plan.wishes import Scope
from accord.plans.models import Current, Draft, DraftPart, DraftState, Task, TaskKind, Version

REVIEWS_AHEAD = timedelta(days=28)
"""Reviews are shown four weeks before they are due."""
MOST = 200
NEEDS: Mapping[TaskKind, Permission] = {
    TaskKind.ENDORSEMENT_DUE: Permission.ENDORSE_PLAN,
    TaskKind.ANSWER_STATEMENT: Permission.ANSWER_STATEMENT,
    TaskKind.CONFIRM_REPORT: Permission.SIGN_PLAN,
    TaskKind.TELL_HOLDERS: Permission.CANCEL_PLAN,
    TaskKind.ANSWER_CANCELLATION: Permission.VIEW_PLAN,
    TaskKind.CHASE_CANCELLATION: Permission.CHASE_CANCELLATION,
}
"""What somebody must be allowed in order to see a kind of task; for all others, to review a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One task, as it waits."""

    task_id: UUID
    person_id: UUID
    kind: TaskKind
    version_id: UUID | None
    subject_id: UUID
    staff_id: UUID | None
    raised_at: datetime
    due_at: datetime
    detail: Mapping[str, str]
    chased: int = 0
    """How often it was asked again: once of the senior responsible clinician, then of whoever signed."""

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been done by now. An overdue task never changes what is current."""
        return self.due_at < now


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A draft that is being written; `in_conflict` when a newer plan was signed, or a part waits for an answer."""

    draft_id: UUID
    person_id: UUID
    scope: Scope
    opened_name: str
    opened_at: datetime
    is_own: bool
    in_conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Everything that waits for one actor, the most urgent first."""

    drafts: tuple[DraftLine, ...]
    tasks: tuple[TaskView, ...]

    @property
    def conflicts(self) -> tuple[DraftLine, ...]:
        """Drafts that cannot be signed until two changes have been brought together."""
        return tuple(draft for draft in self.drafts if draft.in_conflict)

    def of(self, *kinds: TaskKind) -> tuple[TaskView, ...]:
        """Return the tasks of these kinds."""
        return tuple(task for task in self.tasks if task.kind in kinds)

    @property
    def person_ids(self) -> frozenset[UUID]:
        """Whom all of it is about."""
        return frozenset({*(draft.person_id for draft in self.drafts), *(task.person_id for task in self.tasks)})


def for_actor(actor: Actor, now: datetime | None = None) -> Work:
    """Return what waits for somebody in the role in which they act: their own, and their organisation's."""
    return Work(drafts=_drafts(actor), tasks=_tasks(actor, now or timezone.now()))


def task(task_id: UUID) -> TaskView:
    """Return one open task. Raises `Refused` when there is none, or it is done."""
    row = Task.objects.filter(pk=task_id, done_at__isnull=True).first()
    if row is None:
        raise Refused.one("task", "There is no such task, or it has been done.")
    return _task(row)


def for_person(person_id: UUID) -> tuple[TaskView, ...]:
    """Return the open tasks about one person."""
    rows = Task.objects.filter(person_id=person_id, done_at__isnull=True).order_by("due_at")
    return tuple(_task(row) for row in rows)


def _drafts(actor: Actor) -> tuple[DraftLine, ...]:
    if not actor.may(Permission.EDIT_DRAFT):
        return ()
    current = Current.objects.filter(person_id=OuterRef("person_id"), scope=OuterRef("scope"))
    unanswered = DraftPart.objects.filter(draft_id=OuterRef("pk"), unanswered=True)
    rows = (
        Draft.objects.filter(Q(organisation_id=actor.organisation_id) | Q(opened_by=actor.staff_id))
        .filter(state=DraftState.OPEN.value)
        .annotate(
            unanswered=Exists(unanswered),
            is_on_current=Exists(current.filter(version_id=OuterRef("base_version"))),
            has_current=Exists(current),
        )
        .order_by("-opened_at")[:MOST]
    )
    return tuple(_draft(row, actor) for row in rows)


def _draft(row: Draft, actor: Actor) -> DraftLine:
    has_current, is_on_current = row.has_current, row.is_on_current  # type: ignore[attr-defined]  # annotated above
    is_stale = has_current != (row.base_version is not None) or (has_current and not is_on_current)
    return DraftLine(
        draft_id=row.id,
        person_id=row.person_id,
        scope=Scope(row.scope),
        opened_name=row.opened_name,
        opened_at=row.opened_at,
        is_own=row.opened_by == actor.staff_id,
        in_conflict=is_stale or row.unanswered,  # type: ignore[attr-defined]  # annotated above
    )


def _tasks(actor: Actor, now: datetime) -> tuple[TaskView, ...]:
    shown = [kind.value for kind in TaskKind if actor.may(NEEDS.get(kind, Permission.REVIEW_PLAN))]
    own = Version.objects.filter(pk=OuterRef("version_id"), signed_by=actor.staff_id)
    rows = (
        Task.objects.filter(_asked(actor))
        .filter(done_at__isnull=True, kind__in=shown)
        .exclude(kind=TaskKind.REVIEW_DUE.value, due_at__gt=now + REVIEWS_AHEAD)
        # Nobody endorses, or looks into, what they signed themselves.
        .exclude(Q(kind__in=[TaskKind.ENDORSEMENT_DUE.value, TaskKind.JUSTIFIED_SIGNATURE.value]) & Exists(own))
        .order_by(F("due_at"), "raised_at")[:MOST]
    )
    return tuple(_task(row) for row in rows)


def _asked(actor: Actor) -> Q:
    """Return the tasks that are somebody's own, or asked of their organisation, first or beside another."""
    here = Q(organisation_id=actor.organisation_id) | Q(asked_organisation_id=actor.organisation_id)
    return here | Q(staff_id=actor.staff_id)


def _task(row: Task) -> TaskView:
    return TaskView(
        task_id=row.id,
        person_id=row.person_id,
        kind=TaskKind(row.kind),
        version_id=row.version_id,
        subject_id=row.subject_id,
        staff_id=row.staff_id,
        raised_at=row.raised_at,
        due_at=row.due_at,
        detail=row.detail,
        chased=row.chased,
    )
