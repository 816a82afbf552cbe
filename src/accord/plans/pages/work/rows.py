"""One thing that waits, in a line: where it is answered, what it is, and how long it has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accord.domain.events import EventKind
from accord.domain.plan.keeping import StopReason
from accord.domain.statements import Says
from accord.plans.models import TaskKind
from accord.plans.queries.work import DraftLine, TaskView
from accord.web.fields.bases import lower_first
from accord.web.words import last_day, say_ago, say_date, say_datetime

DATED = frozenset({TaskKind.ENDORSEMENT_DUE, TaskKind.REVIEW_DUE, TaskKind.LOOK_BACK})
"""Tasks that are due by a day; all others are to be looked at when they come."""
PAGES = {
    TaskKind.ENDORSEMENT_DUE: "plans:endorse",
    TaskKind.REVIEW_DUE: "plans:review",
    TaskKind.LOOK_BACK: "plans:review",
}
"""Where a task about a version is answered."""
NEW = "Asked just now"
CHASED = (
    "",
    "Asked again, of the senior responsible clinician.",
    "Asked again, of whoever signed it, and once a day from now on.",
)
MOVES = {
    EventKind.PERSON_ADMITTED: "Admitted to hospital",
    EventKind.PERSON_MOVED: "Moved",
    EventKind.PERSON_DISCHARGED: "Discharged from hospital",
    EventKind.ADMISSION_WITHDRAWN: "The hospital took an admission back",
    EventKind.DISCHARGE_WITHDRAWN: "The hospital took a discharge back: they are still there",
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
    if task.kind is TaskKind.CONFIRM_MOVE:
        return _move_row(task, now)
    if task.kind not in DATED:
        waiting = say_waiting(task.raised_at, now)
        status = "New" if waiting == NEW else "Waiting"
        return WorkRow(task.person_id, href_of(task), f"{_what(task)}. {waiting}", status)
    due = last_day(task.due_at)
    status, colour = ("Overdue", "red") if due < timezone.localdate(now) else ("Due", "blue")
    what = f"{task.kind.words}, due {say_date(due)} ({say_ago(due, now)})"
    return WorkRow(task.person_id, href_of(task), what, status, colour)


def _move_row(task: TaskView, now: datetime) -> WorkRow:
    """Return a move to answer for: by when, and, where it was chased, who is asked now."""
    is_late = task.is_overdue(now)
    by = f"Answer {'was due' if is_late else 'by'} {say_datetime(task.due_at)}"
    asked = f" {CHASED[min(task.chased, len(CHASED) - 1)]}" if task.chased else ""
    what = f"{move_words(task)}. {by}.{asked}"
    if is_late:
        return WorkRow(task.person_id, href_of(task), what, "Overdue", "red")
    status = "New" if say_waiting(task.raised_at, now) == NEW else "Waiting"
    return WorkRow(task.person_id, href_of(task), what, status)


def draft_row(draft: DraftLine, now: datetime) -> WorkRow:
    """Return a draft in a line."""
    by = "" if draft.is_own else f" by {draft.opened_name}"
    what = f"{draft.scope.words}. Begun{by} {say_ago(draft.opened_at, now)}"
    status, colour = ("Conflict", "orange") if draft.in_conflict else ("Draft", "grey")
    return WorkRow(draft.person_id, reverse("plans:draft", args=[draft.draft_id]), what, status, colour)


def href_of(task: TaskView) -> str:
    """Return the page that answers a task."""
    if task.kind is TaskKind.ANSWER_STATEMENT:
        return reverse("plans:statement_answer", args=[task.person_id, task.subject_id])
    if task.kind is TaskKind.CONFIRM_REPORT:
        return reverse("plans:reports", args=[task.person_id])
    if task.kind is TaskKind.CONFIRM_MOVE:
        return reverse("plans:move_answer", args=[task.task_id])
    if above := settings.ACCORD_TASK_PAGES.get(task.kind):
        return reverse(above, args=[task.person_id])
    page = PAGES.get(task.kind)
    return reverse(page, args=[task.version_id]) if page else reverse("plans:task", args=[task.task_id])


def say_waiting(since: datetime, now: datetime) -> str:
    """Say how long something has waited: "Asked just now", "Waiting since yesterday", "Waiting 3 days"."""
    ago = say_ago(since, now)
    if ago == "just now":
        return NEW
    return "Waiting since yesterday" if ago == "yesterday" else f"Waiting {ago.removesuffix(' ago')}"


def move_words(task: TaskView) -> str:
    """Say what kind of move asks."""
    return MOVES[EventKind(task.detail["move"])]


def _what(task: TaskView) -> str:
    if task.kind is TaskKind.ANSWER_STATEMENT:
        return Says(task.detail["says"]).words
    if task.kind is TaskKind.JUSTIFIED_SIGNATURE:
        return f"Reason given: {lower_first(StopReason(task.detail['reason']).words)}"
    if task.kind is TaskKind.CONFIRM_REPORT:
        return "Reported, not confirmed here"
    return task.kind.words
