"""What comes into our mailbox and cannot be read: it holds up nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest
from tests.builders import drafts
from tests.builders.mesh import answered, post

from accord.config.messengers import Messenger
from accord.sharing.deliveries.dispatching import dispatch
from accord.sharing.messages.mailboxes import Come, Mailbox, NotDone
from accord.sharing.messages.receiving import Receiver
from accord.sharing.messages.sending import Sender
from accord.sharing.models import PracticeMessage


@pytest.fixture
def waiting() -> PracticeMessage:
    """Return a message that is to be sent."""
    person: UUID = drafts.person_with_talk()
    drafts.signed(person)
    dispatch()
    return PracticeMessage.objects.get(person_id=person)


@pytest.fixture
def sent(ours: Mailbox, waiting: PracticeMessage) -> PracticeMessage:
    """Return a message that was sent."""
    Sender(ours).round()
    return waiting


def state(row: PracticeMessage) -> str:
    row.refresh_from_db()
    return row.state


@pytest.mark.parametrize("character", ["\\u0000", "\\ud800"])
def test_answer_with_a_character_that_cannot_be_kept_is_taken(
    sent: PracticeMessage, ours: Mailbox, theirs: Mailbox, character: str
) -> None:
    post(theirs, answered(sent.local_id, "fatal-error", "No?").replace(b"?", character.encode()))
    Receiver(ours).round()
    assert (state(sent), sent.last_error) == ("refused", "fatal-error No\ufffd")


@pytest.mark.parametrize("is_at_all", [False, True])
def test_message_that_mesh_does_not_give_holds_up_no_other(
    sent: PracticeMessage, ours: Mailbox, theirs: Mailbox, is_at_all: bool
) -> None:
    lost = post(theirs, b"Something else")
    post(theirs, answered(sent.local_id))

    class Failing(Mailbox):
        def fetch(self, message_id: str) -> Come:
            if message_id == lost:
                raise NotDone("answered 500", at_all=is_at_all)
            return super().fetch(message_id)

    with Failing(ours.settings) as failing:
        receiver = Receiver(failing)
        receiver.round()
        receiver.round()
    assert (state(sent), list(ours.waiting())) == ("taken", [lost])


def test_mailbox_that_cannot_be_read_holds_up_nothing_that_is_sent(ours: Mailbox, waiting: PracticeMessage) -> None:
    class Unread(Mailbox):
        def waiting(self) -> Sequence[str]:
            raise RuntimeError

    with Unread(ours.settings) as unread:
        messenger = Messenger(unread)
        with pytest.raises(RuntimeError):
            messenger.round()
        messenger.round()
    assert state(waiting) == "sent"
