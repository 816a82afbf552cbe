"""“The person now says …”: posted in seconds, shown at once, until a clinician has answered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.choices import Choice


class Says(Choice):
    """What the person now says (design/clinical-decisions.md)."""

    WANTS_CPR = "wants_cpr", "They want CPR to be attempted"
    REFUSES_CPR = "refuses_cpr", "They refuse CPR"
    WITHDRAWS_ADRT = "withdraws_adrt", "They withdraw their advance decision (ADRT)"
    WISHES_TO_TALK = "wishes_to_talk", "They wish to talk about their plan"


class Withdrawal(Choice):
    """What a clinician found of a withdrawal that somebody told of. It stands until one of these is chosen."""

    CONFIRMED = "confirmed", "They have withdrawn it: every advance decision recorded here is marked as withdrawn"
    NOT_WITHDRAWN = "not_withdrawn", "They have not withdrawn it: the advance decision stands as it was recorded"


class Speaker(Choice):
    """From whom the statement was heard."""

    PERSON = "person", "The person said this to me"
    CARER = "carer", "A carer or family member told me that the person said this"
    STAFF = "staff", "Another member of staff told me that the person said this"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the person now says, attributed and timed."""

    statement_id: UUID
    says: Says
    words: str
    heard_from: Speaker
    posted_at: datetime
    posted_by: str
    posted_role: str
    organisation: str
