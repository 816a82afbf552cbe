"""“The person now says …”: posted in seconds, on the emergency screen at once, there until a clinician answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.domain.authority import ROLE_NAMES, Actor, Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind
from accord.domain.statements import Says, Speaker, Withdrawal
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.plans.actions import legal, standings
from accord.plans.actions.attributions import attribute
from accord.plans.actions.locks import hold_kept, hold_person
from accord.plans.actions.routing import responsible
from accord.plans.actions.tasking import NewTask, close_of_subject, raise_tasks
from accord.plans.models import StatementAnswer, StatementRecord, TaskKind
from accord.privileges.openings import read_rows

LONGEST_WORDS = 2_000


@transaction.atomic
def post(
    *, person_id: UUID, says: Says, words: str, heard_from: Speaker, by: Actor, now: datetime | None = None
) -> UUID:
    """Post what the person now says, and return the statement's id. It stands above the recommendation at once."""
    by.must(Permission.POST_STATEMENT)
    now = now or timezone.now()
    words = clean(words, "words", limit=LONGEST_WORDS)
    hold_kept(person_id)
    row = StatementRecord.objects.create(
        id=uuid4(),
        person_id=person_id,
        says=says.value,
        words=words,
        heard_from=heard_from.value,
        posted_role=ROLE_NAMES[by.role],
        **attribute(by, now),
    )
    task = NewTask(
        kind=TaskKind.ANSWER_STATEMENT,
        subject_id=row.id,
        organisation_id=responsible(person_id, otherwise=by.organisation_id),
        due_at=now,
        detail={"says": says.value},
    )
    raise_tasks(person_id=person_id, tasks=[task])
    payload = {"statement_id": str(row.id), "says": says.value}
    record(kind=EventKind.STATEMENT_POSTED, person_id=person_id, by=by, payload=payload)
    standings.refresh(person_id, now)
    return row.id


@transaction.atomic
def answer(
    *,
    statement_id: UUID,
    words: str,
    by: Actor,
    withdrawal: Withdrawal | None = None,
    now: datetime | None = None,
) -> None:
    """Answer a statement. It stands aside then; what follows from it is a plan, a review or a conversation.

    Of "they withdraw their ADRT" the answer must say what was found (`withdrawal`): once the statement stands aside, a
    decision that was withdrawn must not bind again (MCA 2005 s 24(3)-(4): withdrawn at any time, in any way).
    """
    by.must(Permission.ANSWER_STATEMENT)
    now = now or timezone.now()
    words = clean(words, "words").strip()
    if not words:
        raise Refused.one("words", "is empty.", "Say what you did about it.")
    statement = _hold(statement_id)
    _withdraw(statement, withdrawal, words, by, now)
    try:
        with transaction.atomic():
            StatementAnswer.objects.create(
                person_id=statement.person_id, statement_id=statement_id, words=words, **attribute(by, now)
            )
    except IntegrityError as clash:
        raise Conflict("Somebody else has already answered this statement.") from clash
    close_of_subject(
        person_id=statement.person_id,
        kind=TaskKind.ANSWER_STATEMENT,
        subject_id=statement_id,
        by=by,
        now=now,
        outcome="Answered",
    )
    payload = {"statement_id": str(statement_id)}
    record(kind=EventKind.STATEMENT_ANSWERED, person_id=statement.person_id, by=by, payload=payload)
    standings.refresh(statement.person_id, now)


def _withdraw(statement: StatementRecord, withdrawal: Withdrawal | None, words: str, by: Actor, now: datetime) -> None:
    if statement.says != Says.WITHDRAWS_ADRT:
        return
    if withdrawal is None:
        raise Refused.one("withdrawal", "is missing.", "Say whether they have withdrawn their advance decision.")
    if withdrawal is Withdrawal.CONFIRMED:
        said = statement.words or words
        legal.withdraw_adrts(person_id=statement.person_id, on=statement.recorded_at, words=said, by=by, now=now)


def _hold(statement_id: UUID) -> StatementRecord:
    person_id = StatementRecord.objects.filter(pk=statement_id).values_list("person_id", flat=True).first()
    if person_id is None:
        raise Refused.one("statement", "There is no such statement.")
    hold_person(person_id)
    (statement,) = read_rows(StatementRecord, person_id, "WHERE id = %s", [statement_id])
    return statement
