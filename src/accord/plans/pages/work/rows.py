"""One thing that waits, in a line: where it is answered, what it is, and how long it has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from accord.domain.events import EventKind
from accord.domain.plan.keeping import StopReason
from accord.domain.statements import Says
from accord.plans.models import TaskKind
from accord.plans.queries.work import DraftLine, TaskView
from accord.web.words import say_ago, say_count, say_date

DATED = frozenset({TaskKind.ENDORSEMENT_DUE, TaskKind.REVIEW_DUE})
"""Tasks that are due by a day; all others are to be looked at when they come."""
MOVES = {
    EventKind.PERSON_ADMITTED: "Admitted to hospital",
    EventKind.PERSON_MOVED: "Moved",
    EventKind.PERSON_DISCHARGED: "Discharged from hospital",
}


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing that waits."""

    person_id: UUID
    href: str
    what: str
    status: str
    colour: str = "grey"


def task_row(task: TaskView, now: datetime) -> WorkRow:
    """Return a task in a line."""
    if task.kind not in DATED:
        return WorkRow(task.person_id, href_of(task), _what(task), say_waiting(task.raised_at, now))
    # Due at the midnight that ends the day, so the day is the one before.
    due, today = timezone.localdate(task.due_at - timedelta(seconds=1)), timezone.localdate(now)
    colour = "red" if due < today else "blue"
    return WorkRow(
        task.person_id, href_of(task), f"{task.kind.words}, due {say_date(due)}", say_due(due, today), colour
    )


def draft_row(draft: DraftLine, now: datetime) -> WorkRow:
    """Return a draft in a line."""
    by = "" if draft.is_own else f" by {draft.opened_name}"
    what = f"{draft.scope.words}. Begun{by} {say_ago(draft.opened_at, now)}"
    status, colour = ("Two changes to bring together", "orange") if draft.in_conflict else ("Draft", "grey")
    return WorkRow(draft.person_id, reverse("plans:draft", args=[draft.draft_id]), what, status, colour)


def href_of(task: TaskView) -> str:
    """Return the page that answers a task."""
    if task.kind is TaskKind.ANSWER_STATEMENT:
        return reverse("plans:statement_answer", args=[task.person_id, task.subject_id])
    if task.kind is TaskKind.CONFIRM_REPORT:
        return reverse("plans:reports", args=[task.person_id])
    if task.kind is TaskKind.CONFIRM_MOVE:
        return reverse("plans:move_answer", args=[task.task_id])
    page = {TaskKind.ENDORSEMENT_DUE: "plans:endorse", TaskKind.REVIEW_DUE: "plans:review"}.get(task.kind)
    return reverse(page, args=[task.version_id]) if page else reverse("plans:task", args=[task.task_id])


def say_waiting(since: datetime, now: datetime) -> str:
    """Say how long something has waited: "New", "Waiting since yesterday", "Waiting 3 days"."""
    ago = say_ago(since, now)
    if ago == "just now":
        return "New"
    return "Waiting since yesterday" if ago == "yesterday" else f"Waiting {ago.removesuffix(' ago')}"


def say_due(due: date, today: date) -> str:
    """Say when something is due: "Due in 5 days", "Due today", "Overdue by 3 days"."""
    days = (due - today).days
    if days < 0:
        return f"Overdue by {say_count(-days, 'day')}"
    if days < 2:
        return "Due tomorrow" if days else "Due today"
    return f"Due in {say_count(days, 'day')}"


def move_words(task: TaskView) -> str:
    """Say what kind of move asks."""
    return MOVES[EventKind(task.detail["move"])]


def _what(task: TaskView) -> str:
    if task.kind is TaskKind.ANSWER_STATEMENT:
        return Says(task.detail["says"]).words
    if task.kind is TaskKind.CONFIRM_MOVE:
        return move_words(task)
    if task.kind is TaskKind.JUSTIFIED_SIGNATURE:
        return StopReason(task.detail["reason"]).words
    if task.kind is TaskKind.CONFIRM_REPORT:
        return "Reported, not confirmed here"
    return task.kind.words
