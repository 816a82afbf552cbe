"""Practices are written to over the sandbox of MESH: what arrives, what comes back, and what fails on the way."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import override_settings
from django.utils import timezone
from tests.builders import drafts
from tests.builders.mesh import Sandbox, answered, post
from tests.builders.subscribers import until
from tests.integration.plans_pages.restricted import marks_in, parts

from accord.config.messengers import writing_beside
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.lifecycle import CancelReason
from accord.domain.people import Practice
from accord.domain.plan.restrictions import Readers
from accord.domain.plan.wishes import ConsentToShare, Scope
from accord.events.models import Event
from accord.plans.actions import cancellations, consents
from accord.plans.models import Task
from accord.projections.fhir.checking import check
from accord.sharing.actions import messages as actions
from accord.sharing.deliveries import practices
from accord.sharing.deliveries.dispatching import dispatch
from accord.sharing.deliveries.paces import Pace
from accord.sharing.messages import keeping
from accord.sharing.messages.mailboxes import Mailbox, NotDone, Sent
from accord.sharing.messages.receiving import Receiver
from accord.sharing.messages.sending import Sender
from accord.sharing.models import MailboxMessage, PracticeMessage
from accord.sharing.queries import messages as queries

AT_ONCE = Pace(first=0.0, longest=0.0, tries=3)
NOW = timedelta()
DAYS = timedelta(days=3)
TWICE = 2


def send(mailbox: Mailbox) -> None:
    """Take what waits from the outbox, and send until nothing is due."""
    dispatch()
    sender = Sender(mailbox, AT_ONCE, look_after=NOW)
    while keeping.due(1, timezone.now()) and (sender.resumes_at is None or sender.failures < TWICE):
        sender.round()


def came(mailbox: Mailbox) -> list[dict[str, Any]]:
    """Return what waits in a mailbox."""
    return [json.loads(mailbox.fetch(each).body or b"") for each in mailbox.waiting()]


def said(made: dict[str, Any]) -> str:
    """Return the words of a message's notice."""
    notice = made["entry"][1]["resource"]["entry"][0]["resource"]
    return " ".join(each["text"]["div"] for each in notice["section"])


def brought(made: dict[str, Any]) -> list[str]:
    """Return the plans that a message brings, by their ids."""
    return [each["resource"]["id"] for each in made["entry"][2:]]


def of(person: UUID) -> PracticeMessage:
    """Return the last message about somebody."""
    return PracticeMessage.objects.filter(person_id=person).latest("id")


def told(mailbox: Mailbox) -> tuple[UUID, PracticeMessage]:
    """Sign a plan and send it; return of whom, and the message."""
    person = drafts.person_with_talk()
    drafts.signed(person)
    send(mailbox)
    return person, of(person)


def test_signed_plan_arrives_byte_for_byte(ours: Mailbox, theirs: Mailbox) -> None:
    person, row = told(ours)
    (number,) = theirs.waiting()
    come = theirs.fetch(number)
    assert hashlib.sha256(come.body or b"").hexdigest() == row.digest
    assert (row.state, row.message_id, row.practice_code) == ("sent", number, "Y90001")
    assert (come.local_id, come.sender) == (str(row.local_id), ours.settings.mailbox)
    assert Event.objects.filter(kind=EventKind.PRACTICE_TOLD, person_id=person).count() == 1


def test_message_is_fhir_and_brings_the_document(ours: Mailbox, theirs: Mailbox) -> None:
    told(ours)
    (made,) = came(theirs)
    assert check(made, kind="Bundle") == []
    assert [each["resource"]["resourceType"] for each in made["entry"]] == ["MessageHeader", "Bundle", "Bundle"]
    assert "The enduring plan of" in said(made)
    assert made["entry"][2]["resource"]["entry"][0]["resource"]["resourceType"] == "Composition"


def test_cancellation_is_told_and_brings_no_plan(ours: Mailbox, theirs: Mailbox) -> None:
    person = drafts.person_with_talk()
    version = drafts.signed(person).version_id
    send(ours)
    cancellations.cancel(version_id=version, reason=CancelReason.ERROR, by=drafts.gp())
    send(ours)
    signed, cancelled = came(theirs)
    assert (brought(signed), brought(cancelled)) == ([str(version)], [])
    assert "was cancelled" in said(cancelled)


def test_discharge_says_what_ended_and_what_is_back(ours: Mailbox, theirs: Mailbox) -> None:
    person = drafts.person_with_talk()
    enduring = drafts.signed(person).version_id
    drafts.admit(person)
    drafts.signed(person, scope=Scope.EPISODE)
    send(ours)
    drafts.discharge(person)
    send(ours)
    last = came(theirs)[-1]
    assert brought(last) == [str(enduring)]
    assert "signed in hospital" in said(last)
    assert "stands again by itself" in said(last)
    assert [each.kind for each in PracticeMessage.objects.filter(person_id=person, state="sent").order_by("id")] == [
        "signed", "signed", "discharged",
    ]  # fmt: skip


def test_discharge_of_somebody_with_no_plan_is_not_told(ours: Mailbox, theirs: Mailbox) -> None:
    person = drafts.person_with_talk()
    drafts.admit(person)
    drafts.discharge(person)
    send(ours)
    assert (of(person).state, theirs.waiting()) == ("not_told", [])


def test_plan_that_is_not_shared_is_not_sent(ours: Mailbox, theirs: Mailbox) -> None:
    person = drafts.person_with_talk()
    drafts.move_in(person)
    version = drafts.signed(person, by=drafts.nurse()).version_id
    consents.change(version_id=version, consent=ConsentToShare.WITHDRAWN, by=drafts.nurse())
    send(ours)
    assert (of(person).last_error, theirs.waiting()) == ("it is not shared with the practice", [])


def test_part_that_is_kept_from_the_practice_is_not_sent(ours: Mailbox, theirs: Mailbox) -> None:
    person = drafts.person_with_talk()
    drafts.move_in(person)
    drafts.signed(person, by=drafts.nurse(), parts=parts(Readers.ASKED_AT))
    send(ours)
    (made,) = came(theirs)
    assert marks_in(json.dumps(made)) == set()
    assert "Kept to some readers" in json.dumps(made)
    assert len(brought(made)) == 1


def test_plan_that_was_cancelled_before_it_was_sent_is_not_brought(ours: Mailbox, theirs: Mailbox) -> None:
    person = drafts.person_with_talk()
    version = drafts.signed(person).version_id
    cancellations.cancel(version_id=version, reason=CancelReason.ERROR, by=drafts.gp())
    send(ours)
    (made,) = came(theirs)
    assert (brought(made), made["entry"][0]["resource"]["eventCoding"]["code"]) == ([], "cancelled")


def test_what_the_practice_holds_is_not_sent_again(ours: Mailbox, theirs: Mailbox) -> None:
    person, _ = told(ours)
    PracticeMessage.objects.create(person_id=person, kind="changed", happened_at=timezone.now())
    send(ours)
    assert (of(person).last_error, len(theirs.waiting())) == ("the practice was sent what stands", 1)


def test_acknowledgement_comes_back(ours: Mailbox, theirs: Mailbox) -> None:
    person, row = told(ours)
    post(theirs, answered(row.local_id))
    assert Receiver(ours).round() == 1
    assert (of(person).state, ours.waiting()) == ("taken", [])
    assert Event.objects.filter(kind=EventKind.PRACTICE_ACKNOWLEDGED, person_id=person).count() == 1


def test_refusal_is_raised_until_an_acknowledgement_comes_after_all(ours: Mailbox, theirs: Mailbox) -> None:
    person, row = told(ours)
    post(theirs, answered(row.local_id, "fatal-error", "Not our patient"))
    Receiver(ours).round()
    assert (of(person).state, of(person).last_error) == ("refused", "fatal-error Not our patient")
    asked = Task.objects.filter(person_id=person, kind="practice_not_told", done_at=None)
    assert asked.count() == 1
    post(theirs, answered(row.local_id))
    Receiver(ours).round()
    assert (of(person).state, asked.count()) == ("taken", 0)


def test_report_that_it_was_not_delivered_is_raised(ours: Mailbox, mesh: Sandbox) -> None:
    person, row = told(ours)
    mesh.report(row.message_id)
    Receiver(ours).round()
    assert of(person).state == "refused"
    assert [each.local_id for each in queries.not_taken() if each.person_id == person] == [row.local_id]
    assert MailboxMessage.objects.get(about=row).kind == "report"


def test_answer_of_somebody_else_settles_nothing_and_is_kept(ours: Mailbox, others: Mailbox) -> None:
    person, row = told(ours)
    body = answered(row.local_id)
    number = post(others, body)
    Receiver(ours).round()
    assert (of(person).state, queries.body_of(number)) == ("sent", body)
    assert number in {each.id for each in queries.unknown()}
    actions.put_away(message_id=number)
    assert number not in {each.id for each in queries.unknown()}


def test_message_is_kept_before_mesh_lets_go_of_it(ours: Mailbox, theirs: Mailbox) -> None:
    number = post(theirs, b"Something else")

    class Cut(Mailbox):
        def acknowledge(self, message_id: str) -> None:
            raise NotDone("not reached", at_all=True)

    with Cut(ours.settings) as cut:
        assert (Receiver(cut).round(), Receiver(cut).round()) == (1, 0)
    assert (MailboxMessage.objects.get(pk=number).acknowledged_at, list(ours.waiting())) == (None, [number])
    assert (Receiver(ours).round(), ours.waiting()) == (0, [])


def test_unanswered_message_is_raised_once(ours: Mailbox, theirs: Mailbox) -> None:
    person, row = told(ours)
    theirs.acknowledge(row.message_id)
    receiver, later = Receiver(ours), timezone.now() + DAYS
    raised = [receiver.raise_unanswered(DAYS, now=later) for _ in range(2)]
    assert (raised, of(person).is_collected) == ([1, 0], True)
    assert Task.objects.filter(person_id=person, kind="practice_not_told").count() == 1


def test_mesh_that_is_down_loses_nothing_and_sends_once(ours: Mailbox, theirs: Mailbox, mesh: Sandbox) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    with Mailbox(mesh.settings(address="http://127.0.0.1:9")) as down:
        send(down)
    assert (of(person).state, of(person).tries) == ("waiting", 0)
    send(ours)
    assert (of(person).state, len(theirs.waiting())) == ("sent", 1)


def test_killed_between_sending_and_noting_is_found_and_not_sent_twice(ours: Mailbox, theirs: Mailbox) -> None:
    class Killed(Mailbox):
        def send(self, sent: Sent) -> str:
            super().send(sent)
            raise SystemExit

    person = drafts.person_with_talk()
    drafts.signed(person)
    with Killed(ours.settings) as killed, pytest.raises(SystemExit):
        send(killed)
    assert of(person).state == "sending"
    send(ours)
    assert (of(person).state, list(theirs.waiting())) == ("sent", [of(person).message_id])


def test_killed_before_sending_is_sent(ours: Mailbox, theirs: Mailbox) -> None:
    class Killed(Mailbox):
        def send(self, sent: Sent) -> str:
            raise SystemExit

    person = drafts.person_with_talk()
    drafts.signed(person)
    with Killed(ours.settings) as killed, pytest.raises(SystemExit):
        send(killed)
    send(ours)
    assert (of(person).state, len(theirs.waiting())) == ("sent", 1)


def test_practice_without_a_mailbox_is_raised_and_sent_once_it_has_one(
    ours: Mailbox, theirs: Mailbox, mesh: Sandbox
) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    with Mailbox(mesh.settings(mailboxes={})) as unknowing:
        send(unknowing)
    assert (of(person).state, of(person).tries, of(person).practice_code) == ("dead", 3, "Y90001")
    assert Task.objects.filter(person_id=person, kind="practice_not_told", done_at=None).count() == 1
    actions.again(local_id=of(person).local_id)
    send(ours)
    assert (of(person).state, len(theirs.waiting())) == ("sent", 1)


def test_messages_about_somebody_go_in_order(ours: Mailbox, theirs: Mailbox, mesh: Sandbox) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    dispatch()
    PracticeMessage.objects.filter(person_id=person).update(next_try_at=timezone.now() + DAYS)
    drafts.signed(person)
    send(ours)
    assert theirs.waiting() == []
    PracticeMessage.objects.filter(person_id=person).update(next_try_at=timezone.now())
    send(ours)
    rows = PracticeMessage.objects.filter(person_id=person, state="sent").order_by("id")
    assert [row.message_id for row in rows] == list(theirs.waiting())


def test_mailbox_is_looked_up_by_the_practice_s_code(mesh: Sandbox) -> None:
    with Mailbox(mesh.settings(mailboxes={})) as mailbox:
        assert (mailbox.look_up("X26"), mailbox.look_up("Y90001")) == ("X26ABC2", None)


def test_wrong_password_is_nobody_s_failure(mesh: Sandbox) -> None:
    with (
        Mailbox(replace(mesh.settings(), password="wrong")) as mailbox,
        pytest.raises(NotDone, match="answered 403") as failed,
    ):
        mailbox.waiting()
    assert failed.value.at_all


def test_where_no_mailbox_is_configured_nothing_is_kept() -> None:
    person = drafts.person_with_talk()
    with override_settings(ACCORD_MAILBOX=None):
        drafts.signed(person)
        dispatch()
    assert not PracticeMessage.objects.filter(person_id=person).exists()


def test_everybody_s_practice_is_sent_what_stands(ours: Mailbox, theirs: Mailbox) -> None:
    person = drafts.person_with_talk()
    with override_settings(ACCORD_MAILBOX=None):
        version = drafts.signed(person).version_id
        dispatch()
    assert practices.mark_everybody() > 0
    PracticeMessage.objects.exclude(person_id=person).filter(state="waiting").update(state="again")
    send(ours)
    assert [brought(each) for each in came(theirs)] == [[str(version)]]


@pytest.mark.usefixtures("failing_events")
def test_answer_whose_event_fails_is_not_kept(ours: Mailbox, theirs: Mailbox) -> None:
    number = post(theirs, b"Something else")
    with pytest.raises(RuntimeError):
        Receiver(ours).round()
    assert (MailboxMessage.objects.filter(pk=number).exists(), list(ours.waiting())) == (False, [number])


def test_what_is_not_there_is_refused() -> None:
    for act in (lambda: actions.again(local_id=uuid4()), lambda: actions.put_away(message_id="none")):
        with pytest.raises(Refused):
            act()


def test_worker_writes_beside_its_jobs(theirs: Mailbox) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    dispatch()
    with writing_beside():
        until(lambda: of(person).state == "sent")
    assert len(theirs.waiting()) == 1


def test_practice_where_somebody_is_registered_no_longer_is_told_nothing(ours: Mailbox, theirs: Mailbox) -> None:
    left = Practice(code="Y90001", start=date(2001, 1, 1), end=timezone.localdate() - timedelta(days=1))
    person = drafts.person_with_talk(practice=left)
    drafts.signed(person)
    send(ours)
    assert (of(person).last_error, theirs.waiting()) == ("no practice is recorded", [])


def test_message_at_which_mesh_breaks_holds_up_nobody_else(ours: Mailbox, theirs: Mailbox) -> None:
    first, second = drafts.person_with_talk(), drafts.person_with_talk()
    for each in (first, second):
        drafts.signed(each)
    dispatch()
    number = str(of(first).local_id)

    class Breaking(Mailbox):
        def send(self, sent: Sent) -> str:
            if sent.local_id == number:
                raise NotDone("answered 403", at_all=True)
            return super().send(sent)

    with Breaking(ours.settings) as breaking:
        sender = Sender(breaking, AT_ONCE)
        for _ in range(4):
            sender.round()
    assert (of(first).state, of(second).state) == ("waiting", "sent")
