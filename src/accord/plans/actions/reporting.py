"""Writing a report and settling it: what each way of hearing of a plan from elsewhere does alike."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from accord.domain.authority import Actor
from accord.domain.events import EventKind
from accord.events.actions import record
from accord.plans.actions import standings
from accord.plans.actions.attributions import attribute
from accord.plans.actions.locks import hold_kept
from accord.plans.actions.routing import responsible
from accord.plans.actions.tasking import NewTask, close_of_subject, raise_tasks
from accord.plans.models import Reported, Settlement, TaskKind

SETTLED = ("settlement", "settled_at", "settled_by", "settled_words")


def write(row: Reported, person_id: UUID, by: Actor, now: datetime, kind: EventKind) -> None:
    """Write a report, with the task to confirm it: it is on the emergency screen at once."""
    _attribute(row, person_id, by, now)
    hold_kept(person_id)
    row.save(force_insert=True)
    task = NewTask(
        kind=TaskKind.CONFIRM_REPORT,
        subject_id=row.id,
        organisation_id=responsible(person_id, otherwise=by.organisation_id),
        due_at=now,
    )
    raise_tasks(person_id=person_id, tasks=[task])
    record(kind=kind, person_id=person_id, by=by, payload={"report_id": str(row.id), "kind": row.kind})
    standings.refresh(person_id, now)


def settle(row: Reported, settlement: Settlement, words: str, by: Actor, now: datetime) -> None:
    """Say what became of a report that was not confirmed, and close its task."""
    row.settlement, row.settled_at, row.settled_by, row.settled_words = settlement.value, now, by.staff_id, words
    row.save(update_fields=SETTLED)
    close_of_subject(
        person_id=row.person_id,
        kind=TaskKind.CONFIRM_REPORT,
        subject_id=row.id,
        by=by,
        now=now,
        outcome=settlement.words,
    )
    payload = {"report_id": str(row.id), "settlement": row.settlement}
    record(kind=EventKind.REPORT_SETTLED, person_id=row.person_id, by=by, payload=payload)
    standings.refresh(row.person_id, now)


def keep_settled(row: Reported, person_id: UUID, settlement: Settlement, by: Actor, now: datetime) -> None:
    """Keep a row that changes nothing by itself: what came is in the history, and on no screen that is acted on."""
    _attribute(row, person_id, by, now)
    row.settlement, row.settled_at, row.settled_by = settlement.value, now, by.staff_id
    row.save(force_insert=True)


def _attribute(row: Reported, person_id: UUID, by: Actor, now: datetime) -> None:
    row.id, row.person_id = uuid4(), person_id
    for name, value in attribute(by, now).items():
        setattr(row, name, value)
