"""What another system tells of a move, read and checked, whatever it came by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from accord.domain.told_moves import ToldKind

AHEAD = timedelta(minutes=5)
"""How far a clock elsewhere may be ahead of ours: what is told within this happened now."""
LONGEST = 64
"""Characters of a number of another system's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Whom a message names, as far as it says. `person_id`: our own id of them, where it gives that."""

    nhs_number: str = field(default="", repr=False)
    family: str = field(default="", repr=False)
    given: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message about one visit. `place_code` is the ODS code of where they are, or come to."""

    control: str
    """The message's own number: what comes twice under it is one message."""
    visit: str
    """The visit's number in the sending system, and where that has a name of its own, the system of such numbers."""
    number_system: str = ""
    kind: ToldKind
    at: datetime
    recorded_at: datetime
    patient: Patient
    place_code: str = ""
    admitted_at: datetime | None = None


@dataclass
class Wrong(Exception):
    """A message that cannot be taken. `at`: the field, as HL7 counts them; `code`: of HL7's table 0357.

    `is_unread`: it is no message that is taken here at all, whoever it is about.
    """

    at: str
    words: str
    code: str = "207"
    is_unread: bool = False


class NotAnAdmission(Exception):
    """A message about somebody who is not admitted: an attendance, an outpatient. It is taken, and changes nothing."""


def in_time(said: datetime, now: datetime, at: str) -> datetime:
    """Return a moment that has been; raises Wrong where it is further ahead than clocks differ."""
    if said > now + AHEAD:
        raise Wrong(at, "is in the future.", "102")
    return min(said, now)
