"""A cancellation that goes to the practice's mailbox is followed to the end there too."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.builders import drafts
from tests.builders.mesh import Sandbox, answered, post
from tests.integration.messages.test_messages import of, send

from accord.domain.lifecycle import CancelReason
from accord.plans.actions import cancellations
from accord.plans.models import Task
from accord.sharing.actions import chasing, messages
from accord.sharing.cancellations.holders import HolderAnswer, Telling
from accord.sharing.messages.mailboxes import Mailbox
from accord.sharing.messages.receiving import Receiver
from accord.sharing.models import Cancellation
from accord.sharing.queries.cancellations import HolderLine, of_person


@pytest.fixture
def person(ours: Mailbox) -> UUID:
    """Somebody whose plan was signed, and cancelled, and both sent to the practice."""
    person = drafts.person_with_talk()
    version = drafts.signed(person).version_id
    send(ours)
    cancellations.cancel(version_id=version, reason=CancelReason.ERROR, by=drafts.gp())
    send(ours)
    return person


def in_mailbox(person: UUID) -> HolderLine:
    """Return the practice's system among those who may hold a copy."""
    (followed,) = of_person(person)
    (line,) = [each for each in followed.holders if each.telling is Telling.MAILBOX]
    return line


def state(person: UUID) -> str:
    """Return how the message to the practice's mailbox stands."""
    sent = in_mailbox(person).delivery
    assert sent is not None
    return sent.state


def test_practice_s_system_has_to_acknowledge_it(person: UUID, ours: Mailbox, theirs: Mailbox) -> None:
    assert (state(person), in_mailbox(person).has_answered) == ("sent", False)
    post(theirs, answered(of(person).local_id))
    Receiver(ours).round()
    assert (reply := in_mailbox(person).reply) is not None
    assert reply.answer is HolderAnswer.TAKEN


def test_acknowledged_twice_is_answered_once(person: UUID, ours: Mailbox, theirs: Mailbox) -> None:
    for mark in ("a", "b"):
        post(theirs, answered(of(person).local_id), local_id=mark)
    Receiver(ours).round()
    assert in_mailbox(person).has_answered


def test_refused_it_waits_and_is_chased(person: UUID, ours: Mailbox, theirs: Mailbox) -> None:
    post(theirs, answered(of(person).local_id, "fatal-error", "Not our patient"))
    Receiver(ours).round()
    assert (state(person), in_mailbox(person).has_answered) == ("dead", False)
    (row,) = Cancellation.objects.filter(person_id=person)
    chasing.chase(now=row.chase_at)
    assert Task.objects.filter(person_id=person, kind="chase_cancellation", done_at=None).exists()


def test_sent_again_it_is_one_holder(person: UUID, ours: Mailbox, theirs: Mailbox, mesh: Sandbox) -> None:
    mesh.report(of(person).message_id)
    Receiver(ours).round()
    messages.again(local_id=of(person).local_id)
    send(ours)
    assert state(person) == "sent"
    post(theirs, answered(of(person).local_id))
    Receiver(ours).round()
    assert in_mailbox(person).has_answered
