"""Two records that turn out to be one person: never two current plans, and nothing that was recorded is lost.

What was current on the record that goes is shown on the one that stays as reported, not confirmed here, until a
clinician signs. Conversations, legal documents and unanswered statements are copied as they were recorded.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from accord.domain.authority import Actor
from accord.domain.codec import to_json
from accord.domain.events import EventKind
from accord.domain.lifecycle import Step
from accord.domain.statements import Statement
from accord.events.actions import record
from accord.plans.actions import lives, standings
from accord.plans.actions.attributions import attribute
from accord.plans.actions.locks import hold_person
from accord.plans.actions.routing import responsible
from accord.plans.actions.tasking import NOBODY, NewTask, raise_tasks
from accord.plans.models import Reported, ReportKind, TaskKind
from accord.plans.queries import consents, records, versions
from accord.privileges import openings

COPIED = (
    """
    /* plans: conversations of the record that goes, on the one that stays */
    INSERT INTO plans_conversationrecord (id, person_id, content, recorded_at, recorded_by, recorded_role,
        recorded_name, recorded_organisation)
    SELECT gen_random_uuid(), %(kept)s, content, recorded_at, recorded_by, recorded_role, recorded_name,
        recorded_organisation
    FROM accord_read_plans_conversationrecord(%(ticket)s) t
    WHERE NOT EXISTS (SELECT FROM plans_conversationrecord n WHERE n.person_id = t.person_id AND n.corrects = t.id)
    """,
    """
    /* plans: legal documents of the record that goes, with all their revisions */
    INSERT INTO plans_legalinstrument (person_id, instrument_id, kind, revision, uid, source, content, recorded_at,
        recorded_by, recorded_role, recorded_name, recorded_organisation)
    SELECT %(kept)s, instrument_id, kind, revision, uid, source, content, recorded_at, recorded_by, recorded_role,
        recorded_name, recorded_organisation
    FROM accord_read_plans_legalinstrument(%(ticket)s)
    """,
    """
    /* plans: statements of the record that goes which nobody has answered */
    INSERT INTO plans_statementrecord (id, person_id, says, words, heard_from, posted_role, recorded_at, recorded_by,
        recorded_role, recorded_name, recorded_organisation)
    SELECT gen_random_uuid(), %(kept)s, says, words, heard_from, posted_role, recorded_at, recorded_by, recorded_role,
        recorded_name, recorded_organisation
    FROM accord_read_plans_statementrecord(%(ticket)s) s
    WHERE NOT EXISTS (SELECT FROM plans_statementanswer a
                      WHERE a.person_id = s.person_id AND a.statement_id = s.id)
    """,
)


CLOSED = """
    /* plans: drafts of the record that goes, where the one that stays has its own of that scope */
    UPDATE plans_draft d SET state = 'discarded', closed_at = %(now)s, closed_by = %(nobody)s
    WHERE d.person_id = %(merged)s AND d.state = 'open' AND EXISTS
        (SELECT FROM plans_draft k WHERE k.person_id = %(kept)s AND k.state = 'open' AND k.scope = d.scope)
    """
MOVED = "SELECT accord_move_drafts(%s, %s)"


def merge(*, kept_id: UUID, merged_id: UUID, by: Actor | None, now: datetime, name: str) -> None:
    """Settle the plans of two records that are one person."""
    for person_id in sorted((kept_id, merged_id)):
        hold_person(person_id)
    ticket = openings.ticket(merged_id)
    with connection.cursor() as cursor:
        for statement in COPIED:
            cursor.execute(statement, {"kept": kept_id, "ticket": ticket})
    _move_drafts(kept_id, merged_id, ticket, now)
    for held in lives.hold_current(merged_id):
        _report(kept_id, held, by, now, name)
        lives.take_step(held, Step.ENDED, at=now, by=by, now=now, detail={"merged_into": str(kept_id)}, name=name)
        payload = {"version_id": str(held.version_id), "scope": held.scope.value, "merged_into": str(kept_id)}
        record(kind=EventKind.PLAN_ENDED, person_id=merged_id, by=by, payload=payload)
    raise_tasks(person_id=kept_id, tasks=[_answer(kept_id, each) for each in records.of(kept_id).statements])
    standings.refresh(merged_id, now)
    standings.refresh(kept_id, now)


def _move_drafts(kept_id: UUID, merged_id: UUID, ticket: str, now: datetime) -> None:
    """Move open drafts to the record that stays. Where one of that scope is open there, theirs is closed and kept."""
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, {"kept": kept_id, "merged": merged_id, "now": now, "nobody": NOBODY})
        cursor.execute(MOVED, [ticket, kept_id])


def _answer(kept_id: UUID, statement: Statement) -> NewTask:
    return NewTask(
        kind=TaskKind.ANSWER_STATEMENT,
        subject_id=statement.statement_id,
        organisation_id=responsible(kept_id, otherwise=NOBODY),
        due_at=statement.posted_at,
        detail={"says": statement.says.value},
    )


def _report(kept_id: UUID, held: lives.Held, by: Actor | None, now: datetime, name: str) -> None:
    said = consents.said_since(held.person_id).get(held.version_id)
    document = consents.as_said(versions.document(held.version_id), said)
    plan = to_json(document.plan) | {"conversations": [], "legal": {}}
    author = document.signature.author
    row = Reported.objects.create(
        id=uuid4(),
        person_id=kept_id,
        kind=ReportKind.OTHER_RECORD.value,
        source=f"another record of this person, signed by {author.name}",
        content={"plan": plan, "version_id": str(held.version_id), "organisation_code": author.organisation_code},
        **attribute(by, now, name),
    )
    task = NewTask(
        kind=TaskKind.CONFIRM_REPORT,
        subject_id=row.id,
        organisation_id=responsible(kept_id, otherwise=held.organisation_id),
        due_at=now,
    )
    raise_tasks(person_id=kept_id, tasks=[task])
    payload = {"report_id": str(row.id), "kind": row.kind}
    record(kind=EventKind.PLAN_REPORTED, person_id=kept_id, by=by, payload=payload)
