"""Every action saves all of itself or nothing: its event is made to fail, and the tables are as they were.

The failure is a trigger of the database's, put there by the owner: no part of our own code is replaced.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections
from psycopg import sql
from psycopg.conninfo import make_conninfo
from tests.builders import drafts, who
from tests.builders.legal import advance_decision, lasting_power

from accord.domain.authority import Actor, Role
from accord.domain.events import EventKind
from accord.domain.legal.deputies import Deputy
from accord.domain.lifecycle import CancelReason
from accord.domain.moments import Moment
from accord.domain.people import DeathStatus, StayKind
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope, Setting
from accord.domain.statements import Says, Speaker
from accord.people.actions import numbers
from accord.plans.actions import (
    cancellations,
    clock,
    conversations,
    deaths,
    endorsements,
    legal,
    moves,
    receiving,
    reports,
    reviews,
    statements,
    suspensions,
    tasks,
)
from accord.plans.actions import drafts as actions
from accord.plans.actions.moves import MoveAnswer
from accord.plans.actions.reports import PaperSeen
from accord.plans.models import Task, TaskKind
from accord.projections.fhir.incoming.said import Incoming, Standing

FAIL = """
    CREATE OR REPLACE FUNCTION fail_event() RETURNS trigger LANGUAGE plpgsql AS $fail$
    BEGIN
      IF NEW.kind = current_setting('accord_test.failing', true) THEN RAISE EXCEPTION 'made to fail'; END IF;
      RETURN NEW;
    END $fail$;
    CREATE OR REPLACE TRIGGER fail_event BEFORE INSERT ON events_event FOR EACH ROW EXECUTE FUNCTION fail_event();
"""
FINGERPRINT = "SELECT count(*), md5(string_agg(t::text, ';' ORDER BY t::text)) FROM accord_test_see(NULL::{}) t"
Act = Callable[[], object]


@pytest.fixture(scope="module", autouse=True)
def _failing_events(django_db_setup: None) -> None:
    """Install the trigger, before any test's transaction; it does nothing until a test names a kind."""
    from_settings = connections["owner"].get_connection_params()
    wanted = {key: from_settings[key] for key in ("dbname", "user", "password", "host", "port") if key in from_settings}
    with psycopg.connect(make_conninfo("", **wanted)) as owner:
        owner.execute(FAIL)


def fingerprint() -> dict[str, object]:
    """Return how many rows each table of plans and people holds, and a hash of all of them."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("plans_", "people_")):
                cursor.execute(sql.SQL(FINGERPRINT).format(sql.Identifier(table)))
                found[table] = cursor.fetchone()
    return found


def sign(person: UUID) -> Act:
    draft_id = drafts.draft_of(person, drafts.gp())
    return lambda: drafts.sign(draft_id, drafts.gp())


def sign_over(person: UUID) -> Act:
    drafts.signed(person)
    return sign(person)


def open_draft(person: UUID) -> Act:
    return lambda: actions.open(person_id=person, scope=Scope.ENDURING, by=drafts.gp())


def save_part(person: UUID) -> Act:
    draft_id = actions.open(person_id=person, scope=Scope.ENDURING, by=drafts.gp())
    given: dict[str, Any] = {"part": PartName.CPR, "value": drafts.cpr(), "expected_revision": 0}
    return lambda: actions.save_part(draft_id=draft_id, by=drafts.gp(), **given)


def discard(person: UUID) -> Act:
    draft_id = drafts.draft_of(person, drafts.gp())
    return lambda: actions.discard(draft_id=draft_id, by=drafts.gp())


def rebase(person: UUID) -> Act:
    draft_id = drafts.draft_of(person, drafts.gp())
    drafts.sign_beside(person, draft_id)
    return lambda: actions.rebase(draft_id=draft_id, by=drafts.gp())


def endorse(person: UUID) -> Act:
    signed = drafts.signed(person, drafts.nurse(), details=drafts.JUNIOR)
    return lambda: endorsements.endorse(version_id=signed.version_id, by=drafts.gp())


def review(person: UUID) -> Act:
    signed, due = drafts.signed(person), Moment.of(datetime.now(UTC)).day + timedelta(days=9)
    given: dict[str, Any] = {"outcome": ReviewOutcome.CONFIRMED, "due": due}
    return lambda: reviews.record(version_id=signed.version_id, by=drafts.gp(), **given)


def suspended(person: UUID) -> UUID:
    version_id, now = drafts.signed(person).version_id, datetime.now(UTC)
    until = now + timedelta(days=1)
    suspensions.suspend(version_id=version_id, from_at=now, until=until, why="Operation", by=drafts.gp())
    return version_id


def suspend(person: UUID) -> Act:
    version_id, now = drafts.signed(person).version_id, datetime.now(UTC)
    return lambda: suspensions.suspend(version_id=version_id, from_at=now, until=None, why="x", by=drafts.gp())


def reinstate(person: UUID) -> Act:
    version_id = suspended(person)
    return lambda: suspensions.reinstate(version_id=version_id, by=drafts.gp())


def tick_reinstates(person: UUID) -> Act:
    suspended(person)
    return lambda: clock.tick(now=datetime.now(UTC) + timedelta(days=3))


def tick_ends(person: UUID) -> Act:
    ends = Setting(ends_at=Moment.of(datetime.now(UTC) + timedelta(days=1)))
    drafts.signed(person, parts={**drafts.USUAL, PartName.SETTING: ends})
    return lambda: clock.tick(now=datetime.now(UTC) + timedelta(days=3))


def cancel(person: UUID) -> Act:
    signed = drafts.signed(person)
    return lambda: cancellations.cancel(version_id=signed.version_id, reason=CancelReason.ERROR, by=drafts.gp())


def record_conversation(person: UUID) -> Act:
    return lambda: conversations.record(person_id=person, conversation=drafts.talk(), by=drafts.gp())


def correct_conversation(person: UUID) -> Act:
    first = conversations.record(person_id=person, conversation=drafts.talk(), by=drafts.gp())
    return lambda: conversations.correct(conversation_id=first, conversation=drafts.talk(), by=drafts.gp())


def record_adrt(person: UUID) -> Act:
    return lambda: legal.record_adrt(person_id=person, decision=advance_decision(), by=drafts.gp())


def record_lpa(person: UUID) -> Act:
    return lambda: legal.record_lpa(person_id=person, power=lasting_power(), by=drafts.gp())


def revise_deputy(person: UUID) -> Act:
    deputy = Deputy(name="Ann Bell")
    held = legal.record_deputy(person_id=person, deputy=deputy, by=drafts.gp())
    given: dict[str, Any] = {"instrument_id": held, "expected_revision": 1}
    return lambda: legal.record_deputy(person_id=person, deputy=deputy, by=drafts.gp(), **given)


def post(person: UUID) -> UUID:
    given: dict[str, Any] = {"says": Says.WANTS_CPR, "words": "", "heard_from": Speaker.PERSON}
    return statements.post(person_id=person, by=drafts.carer(), **given)


def post_statement(person: UUID) -> Act:
    return lambda: post(person)


def answer_statement(person: UUID) -> Act:
    statement = post(person)
    return lambda: statements.answer(statement_id=statement, words="Talked.", by=drafts.gp())


def report_paper(person: UUID) -> Act:
    return lambda: reports.report_paper(person_id=person, paper=PaperSeen(words="Lilac form"), by=drafts.carer())


def import_respect(person: UUID) -> Act:
    document = '{"respect/cpr_decision/cpr_decision|code": "at0005"}'
    return lambda: reports.import_respect(person_id=person, document=document, by=drafts.gp())


def receive(person: UUID) -> Act:
    item = Incoming(kind="Flag", keys=("urn:plans|7",), cpr=CprRecommendation.NOT_FOR_CPR, parts={"cpr": {}})
    return lambda: receiving.receive(person_id=person, item=item, resource={"id": "7"}, by=system())


def take_back(person: UUID) -> Act:
    receive(person)()
    item = Incoming(kind="Flag", keys=("urn:plans|7",), standing=Standing.MISTAKEN, status="entered-in-error")
    return lambda: receiving.receive(person_id=person, item=item, resource={"id": "8"}, by=system())


def system() -> Actor:
    return replace(drafts.gp(), role=Role.SYSTEM, name="Elm Surgery's system")


def dismiss_report(person: UUID) -> Act:
    report = reports.report_paper(person_id=person, paper=PaperSeen(words="Lilac form"), by=drafts.carer())
    return lambda: reports.dismiss(report_id=report, why="Not hers", by=drafts.gp())


def admit(person: UUID) -> Act:
    drafts.signed(person)
    return lambda: drafts.admit(person)


def discharge(person: UUID) -> Act:
    drafts.admit(person)
    drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    return lambda: drafts.discharge(person)


def move(person: UUID) -> Act:
    drafts.signed(person)
    given: dict[str, Any] = {"site_id": who.site("VL901"), "kind": StayKind.RESIDENT, "at": drafts.yesterday()}
    return lambda: moves.move(person_id=person, by=drafts.gp(), **given)


def answer_move(person: UUID) -> Act:
    drafts.signed(person)
    drafts.move_in(person)
    task = Task.objects.get(person_id=person, kind=TaskKind.CONFIRM_MOVE.value)
    return lambda: moves.answer(task_id=task.id, answer=MoveAnswer.CONFIRM, by=drafts.gp())


def die(person: UUID) -> Act:
    drafts.signed(person)
    return lambda: deaths.record(person_id=person, status=DeathStatus.FORMAL, on=None, by=drafts.gp())


def withdraw_death(person: UUID) -> Act:
    drafts.signed(person)
    drafts.die(person)
    return lambda: deaths.withdraw(person_id=person, by=drafts.gp())


def merge(person: UUID) -> Act:
    other = who.recorded()
    drafts.signed(other)
    return lambda: numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())


def tick_off(person: UUID) -> Act:
    given: dict[str, Any] = {
        "kind": TaskKind.LEGAL_CHANGED.value,
        "subject_id": uuid4(),
        "organisation_id": who.site("Y90001"),
    }
    task = Task.objects.create(person_id=person, due_at=drafts.yesterday(), **given)
    return lambda: tasks.done(task_id=task.id, words="Looked at.", by=drafts.gp())


CASES: dict[Callable[[UUID], Act], EventKind] = {
    sign: EventKind.PLAN_SIGNED,
    sign_over: EventKind.PLAN_SUPERSEDED,
    open_draft: EventKind.DRAFT_OPENED,
    save_part: EventKind.DRAFT_SAVED,
    discard: EventKind.DRAFT_DISCARDED,
    rebase: EventKind.DRAFT_REBASED,
    endorse: EventKind.PLAN_ENDORSED,
    review: EventKind.PLAN_REVIEWED,
    suspend: EventKind.PLAN_SUSPENDED,
    reinstate: EventKind.PLAN_REINSTATED,
    tick_reinstates: EventKind.PLAN_REINSTATED,
    tick_ends: EventKind.PLAN_ENDED,
    cancel: EventKind.PLAN_CANCELLED,
    record_conversation: EventKind.CONVERSATION_RECORDED,
    correct_conversation: EventKind.CONVERSATION_RECORDED,
    record_adrt: EventKind.LEGAL_INSTRUMENT_RECORDED,
    record_lpa: EventKind.LEGAL_INSTRUMENT_RECORDED,
    revise_deputy: EventKind.LEGAL_INSTRUMENT_CHANGED,
    post_statement: EventKind.STATEMENT_POSTED,
    answer_statement: EventKind.STATEMENT_ANSWERED,
    report_paper: EventKind.PAPER_SEEN,
    import_respect: EventKind.PLAN_REPORTED,
    receive: EventKind.PLAN_REPORTED,
    take_back: EventKind.REPORT_SETTLED,
    dismiss_report: EventKind.REPORT_SETTLED,
    admit: EventKind.PERSON_ADMITTED,
    discharge: EventKind.PLAN_ENDED,
    move: EventKind.PERSON_MOVED,
    answer_move: EventKind.TASK_DONE,
    die: EventKind.PLAN_CLOSED_BY_DEATH,
    withdraw_death: EventKind.PLAN_REOPENED,
    merge: EventKind.PLAN_REPORTED,
    tick_off: EventKind.TASK_DONE,
}


@pytest.mark.parametrize(("arrange", "kind"), CASES.items(), ids=lambda case: getattr(case, "__name__", ""))
def test_nothing_is_saved_when_the_event_fails(person: UUID, arrange: Callable[[UUID], Act], kind: EventKind) -> None:
    act = arrange(person)
    before = fingerprint()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('accord_test.failing', %s, true)", [kind.value])
    with pytest.raises(ProgrammingError, match="made to fail"):
        act()
    assert fingerprint() == before
