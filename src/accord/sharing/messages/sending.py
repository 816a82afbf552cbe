"""Sending to practices: of each person in order, one after the other, and nothing twice.

That a message is being sent is kept before it is. What was cut off then may have arrived: MESH is asked for it under
our local id, and it is sent again only where MESH knows of none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from accord.sharing.deliveries.paces import Pace
from accord.sharing.messages import keeping, letters
from accord.sharing.messages.letters import NotTold
from accord.sharing.messages.mailboxes import Mailbox, NotDone, Sent
from accord.sharing.models import PracticeMessage

AT_ONCE = 50
LOOK_AFTER = timedelta(minutes=2)
"""How long after it was begun MESH is asked for a message whose sending was cut off; longer than any sending takes."""
NO_MAILBOX = "the practice has no mailbox for this workflow"
_log = structlog.stdlib.get_logger("accord.mesh")


@dataclass
class Sender:
    """Sends from one mailbox, round after round."""

    mailbox: Mailbox
    pace: Pace = field(default_factory=Pace)
    look_after: timedelta = LOOK_AFTER
    failures: int = 0
    resumes_at: datetime | None = None
    """Until then nothing is sent, since MESH took nothing at all."""

    def round(self) -> bool:
        """Send what is due; return whether there was anything. Where MESH takes nothing at all, all wait."""
        now = timezone.now()
        rows = keeping.due(AT_ONCE, now) if self.resumes_at is None or self.resumes_at <= now else []
        return bool(rows) and all(self._step(row) for row in rows)

    def _step(self, row: PracticeMessage) -> bool:
        """Take one message a step further; return whether the next one may be looked at now."""
        step: Callable[[PracticeMessage], None] = self._look if row.state == "sending" else self._send
        try:
            step(row)
        except NotDone as failed:
            self._note(row, failed)
            return not failed.at_all
        except Exception as failed:
            _log.exception("a message to a practice could not be made", exc_info=failed)
            self._note(row, NotDone(f"not made ({type(failed).__name__})", is_unsure=row.state == "sending"))
            return True
        self.failures, self.resumes_at = 0, None
        return True

    def _send(self, row: PracticeMessage) -> None:
        now = timezone.now()
        try:
            practice = letters.practice_of(row)
            to = self.mailbox.look_up(practice.code)
            if to is None:
                keeping.note_practice(row, practice.code)
                raise NotDone(NO_MAILBOX)
            written = letters.write(row, self.mailbox.settings, mailbox=to, now=now)
        except NotTold as why:
            keeping.note_not_told(row, str(why), now)
            return
        if not keeping.note_begun(row, written, to, now + self.look_after):
            return
        subject = f"Advance care plan: {row.kind}"
        message_id = self.mailbox.send(Sent(to=to, local_id=str(row.local_id), subject=subject, body=written.body))
        keeping.note_sent(row, message_id, timezone.now(), self.mailbox.settings.answer_within)

    def _look(self, row: PracticeMessage) -> None:
        """Find out whether what was cut off has arrived; where it has not, it is sent again in the next round."""
        try:
            message_id = self.mailbox.find(str(row.local_id))
        except NotDone as failed:
            raise NotDone(str(failed), at_all=failed.at_all, is_unsure=True) from failed
        now = timezone.now()
        if message_id is not None:
            keeping.note_sent(row, message_id, now, self.mailbox.settings.answer_within)
            return
        keeping.note_failure(
            row, "cut off, and MESH knows of none", tries=row.tries + 1, most=self.pace.tries, again_at=now, now=now
        )

    def _note(self, row: PracticeMessage, failed: NotDone) -> None:
        """Keep what went wrong. Not counted as a try: MESH takes nothing now, which says nothing of this one."""
        now = timezone.now()
        if failed.at_all:
            self.failures += 1
            self.resumes_at = now + self.pace.wait(self.failures)
        if row.state == "sending" and failed.is_unsure:
            keeping.note_unsure(row, str(failed), now + max(self.look_after, self.pace.wait(max(self.failures, 1))))
            return
        tries = row.tries if failed.at_all else row.tries + 1
        again_at = self.resumes_at if failed.at_all and self.resumes_at else now + self.pace.wait(tries)
        keeping.note_failure(row, str(failed), tries=tries, most=self.pace.tries, again_at=again_at, now=now)
