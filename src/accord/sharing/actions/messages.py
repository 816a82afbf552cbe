"""What somebody does about messages to practices: sends one again, and puts away what came and is not known."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.events.actions import record
from accord.plans.actions import practices
from accord.sharing.models import MailboxMessage, PracticeMessage

MAY_BE_SENT_AGAIN = ("refused", "dead", "sent")


@transaction.atomic
def again(*, local_id: UUID) -> UUID:
    """Let a message that was not taken be written and sent anew, under an id of its own; return that.

    The old one stays as it is: where an acknowledgement of it still comes, it counts for it.
    """
    row = PracticeMessage.objects.select_for_update().filter(local_id=local_id).first()
    if row is None or row.state not in MAY_BE_SENT_AGAIN or (row.state == "sent" and row.raised_at is None):
        raise Refused.one("message", "There is none that was not taken with this id.", "See `accord mesh list`.")
    new = PracticeMessage.objects.create(
        person_id=row.person_id, kind=row.kind, subject_id=row.subject_id, happened_at=row.happened_at
    )
    PracticeMessage.objects.filter(pk=row.pk).update(state="again", settled_at=timezone.now())
    practices.close(
        person_id=row.person_id, message_id=row.local_id, by=None, now=timezone.now(), outcome="It is sent again"
    )
    record(kind=EventKind.PRACTICES_ASKED_FOR, person_id=row.person_id, by=None, payload={"count": 1})
    return new.local_id


@transaction.atomic
def put_away(*, message_id: str) -> None:
    """Put away a message that came and is not known: it stays in the record."""
    held = MailboxMessage.objects.filter(pk=message_id, about=None, put_away_at=None)
    if not held.update(put_away_at=timezone.now()):
        raise Refused.one("message", "There is none to be put away with this id.", "See `accord mesh list`.")
    record(kind=EventKind.MAILBOX_MESSAGE_PUT_AWAY, person_id=None, by=None, payload={"message_id": message_id})
