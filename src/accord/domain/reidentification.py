"""Finding out who stands behind a pseudonym: for a reason, by leave of a second person, shown once.

Assurance sees pseudonyms. That one of them has to be led back to a person is rare, and somebody else must agree to it
(NHS England and ICO guidance on pseudonymised data: re-identification is controlled and recorded apart).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from accord.domain.choices import Choice
from accord.domain.errors import FieldError, Refused

MOST = 20
"""So many pseudonyms in one request: enough for a case, too few for a list."""
DIGITS = 20
WAITS = timedelta(days=14)
"""For so long a request waits for a decision."""
STANDS = timedelta(days=7)
"""For so long after its approval it can be shown."""
_PSEUDONYM = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
ACCEPTED = f"Give the {DIGITS} digits and letters as the dataset has them, one a line."


class Column(Choice):
    """Which column of the dataset the pseudonyms are from. That of a clinician is not led back here."""

    PERSON = "person_id", "People (person_id)"
    DECISION = "decision_id", "Decisions (decision_id)"


class Reason(Choice):
    """Why somebody must be found."""

    SAFEGUARDING = "safeguarding", "Somebody may be at risk: safeguarding"
    LOOK_AGAIN = "look_again", "Those who care for the person must look at a decision again"
    CASE_REVIEW = "case_review", "A case is reviewed, and its legal basis for the identity is established"
    RECORD_WRONG = "record_wrong", "The data seem wrong, and the record must be put right"
    REQUIRED_BY_LAW = "required_by_law", "A court, a coroner or a regulator requires it"


class State(Choice):
    """How far a request has come."""

    WAITING = "waiting", "Waiting for a decision"
    REFUSED = "refused", "Refused"
    APPROVED = "approved", "Approved: not shown yet"
    SHOWN = "shown", "Shown"
    LAPSED = "lapsed", "Lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What has happened to a request, by its times."""

    asked_at: datetime
    decided_at: datetime | None = None
    approved: bool = False
    shown_at: datetime | None = None

    @property
    def until(self) -> datetime:
        """Until when it waits, or stands."""
        return self.decided_at + STANDS if self.decided_at else self.asked_at + WAITS

    def state(self, now: datetime) -> State:
        """Return how far it has come."""
        if self.shown_at is not None:
            return State.SHOWN
        if self.decided_at is not None and not self.approved:
            return State.REFUSED
        if now >= self.until:
            return State.LAPSED
        return State.WAITING if self.decided_at is None else State.APPROVED


def read_pseudonyms(text: str, field: str = "pseudonyms") -> tuple[str, ...]:
    """Return the pseudonyms of a text, each once, in order; or refuse it, naming what cannot be one by its line."""
    lines = [(number, line.strip().lower()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    wrong = [str(number) for number, line in lines if not _PSEUDONYM.fullmatch(line)]
    if wrong:
        which = f"line {wrong[0]}" if len(wrong) == 1 else f"lines {', '.join(wrong[:5])}"
        raise Refused([FieldError(field=field, wrong=f"What stands in {which} is no pseudonym.", accepted=ACCEPTED)])
    found = tuple(dict.fromkeys(line for _, line in lines))
    if not found:
        raise Refused.one(field, "is empty.", ACCEPTED)
    if len(found) > MOST:
        raise Refused.one(field, f"These are {len(found)} pseudonyms.", f"Ask for {MOST} at most in one request.")
    return found
