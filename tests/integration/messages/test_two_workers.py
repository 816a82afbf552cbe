"""Two workers have the same message in hand: the first lost its turn, and does not know."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest
from tests.builders import drafts
from tests.builders.mesh import THEIRS, Sandbox

from accord.domain.lifecycle import CancelReason
from accord.plans.actions import cancellations
from accord.sharing.deliveries.dispatching import dispatch
from accord.sharing.deliveries.paces import Pace
from accord.sharing.messages.mailboxes import Mailbox, NotDone, Sent
from accord.sharing.messages.sending import Sender
from accord.sharing.models import PracticeMessage

ONE_TRY = Pace(first=0.0, longest=0.0, tries=1)


@pytest.fixture
def person() -> UUID:
    """Return somebody of whose plan the practice is to be told."""
    found = drafts.person_with_talk()
    drafts.signed(found)
    dispatch()
    return found


class Late(Mailbox):
    """A mailbox of the first worker; the second sends all that is due while it looks something up."""

    def look_up(self, ods_code: str) -> str | None:
        with Mailbox(self.settings) as other:
            Sender(other).round()
        return super().look_up(ods_code)


class Refused(Late):
    """The same, and what it looks up it is not told."""

    def look_up(self, ods_code: str) -> str | None:
        super().look_up(ods_code)
        raise NotDone("answered 400")


@pytest.mark.parametrize("first", [Late, Refused])
def test_message_is_sent_once_and_stays_sent(
    mesh: Sandbox, theirs: Mailbox, person: UUID, first: type[Mailbox]
) -> None:
    with first(mesh.settings()) as mailbox:
        Sender(mailbox, ONE_TRY).round()
    row = PracticeMessage.objects.get(person_id=person)
    arrived: Sequence[str] = theirs.waiting()
    assert (row.state, row.raised_at, list(arrived)) == ("sent", None, [row.message_id])


def test_message_that_mesh_has_twice_has_arrived_and_holds_up_nothing_after_it(
    ours: Mailbox, theirs: Mailbox, person: UUID
) -> None:
    rows = PracticeMessage.objects.filter(person_id=person).order_by("id")
    (row,) = rows
    for _ in range(2):
        ours.send(Sent(to=THEIRS, local_id=str(row.local_id), subject="Advance care plan: signed", body=b"{}"))
    rows.update(state="sending", mailbox=THEIRS)
    assert row.subject_id
    cancellations.cancel(version_id=row.subject_id, reason=CancelReason.ERROR, by=drafts.gp())
    dispatch()
    for _ in range(2):
        Sender(ours).round()
    assert ([each.state for each in rows.all()], len(theirs.waiting())) == (["sent", "sent"], 3)
