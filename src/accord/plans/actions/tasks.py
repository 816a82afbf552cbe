"""Ticking off a task by hand, with what was done. Tasks that an action answers are answered by that action."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.plans.models import Task, TaskKind, Version

EVERYBODY_ANSWERS = "It is done once everybody who may hold a copy has answered."
ANSWERED_BY = {
    TaskKind.ENDORSEMENT_DUE: "Endorse the plan.",
    TaskKind.ANSWER_STATEMENT: "Answer the statement.",
    TaskKind.CONFIRM_REPORT: "Confirm the report by signing a plan, or set it aside with a reason.",
    TaskKind.REVIEW_DUE: "Record the review.",
    TaskKind.LOOK_BACK: "Record the review.",
    TaskKind.TELL_HOLDERS: EVERYBODY_ANSWERS,
    TaskKind.ANSWER_CANCELLATION: "Say what became of the copies.",
    TaskKind.CHASE_CANCELLATION: EVERYBODY_ANSWERS,
    TaskKind.CONFIRM_MOVE: "Say of the recommendations whether they still stand.",
}


@transaction.atomic
def done(*, task_id: UUID, words: str, by: Actor, now: datetime | None = None) -> None:
    """Tick off a task, saying what was done. It changes nothing else."""
    by.must(Permission.REVIEW_PLAN)
    words = clean(words, "words").strip()
    task = hold(task_id)
    kind = TaskKind(task.kind)
    if kind in ANSWERED_BY:
        raise Refused.one("task", "is answered by what it asks for.", ANSWERED_BY[kind])
    if not words:
        raise Refused.one("words", "is empty.", "Say what you looked at and what you did.")
    if kind is TaskKind.JUSTIFIED_SIGNATURE and _signer(task) == by.staff_id:
        raise Refused.one("task", "A justified signature is looked at by somebody else.", "Ask a colleague.")
    finish(task, by, now or timezone.now(), words)


def hold(task_id: UUID) -> Task:
    """Return an open task, held until the transaction ends. Raises `Conflict` when it has been done."""
    task = Task.objects.select_for_update().filter(pk=task_id).first()
    if task is None:
        raise Refused.one("task", "There is no such task.")
    if task.done_at is not None:
        raise Conflict(f"This has been done already, by {task.done_name}.")
    return task


def finish(task: Task, by: Actor, now: datetime, outcome: str) -> None:
    """Close a task that is held, and say so."""
    task.done_at, task.done_by, task.done_name, task.outcome = now, by.staff_id, by.name, outcome
    task.save(update_fields=["done_at", "done_by", "done_name", "outcome"])
    payload = {"task_id": str(task.pk), "kind": task.kind}
    record(kind=EventKind.TASK_DONE, person_id=task.person_id, by=by, payload=payload)


def _signer(task: Task) -> UUID | None:
    if task.version_id is None:
        return None
    return Version.objects.filter(pk=task.version_id).values_list("signed_by", flat=True).first()
