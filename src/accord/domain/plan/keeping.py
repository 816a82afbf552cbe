"""How a plan is kept: review, who is told, where copies are; and the signatures under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accord.domain.authority import Grade, Registration
from accord.domain.choices import Answer, Choice
from accord.domain.plan.parts import PartName


class ReviewRule(Choice):
    """Exactly one: a review date, or indefinite with its reason (dataset `review_rule`)."""

    DATED = "dated", "Review by a date"
    INDEFINITE = "indefinite", "Indefinite: no review date"
    NONE = "none", "Not recorded"


class ReviewOutcome(Choice):
    """What a review found (dataset `review_outcome`)."""

    CONFIRMED = "confirmed", "Confirmed: it still stands"
    CHANGED = "changed", "To be changed"
    CANCELLED = "cancelled", "Cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """When this plan should be looked at again. An overdue review never ends a plan."""

    rule: ReviewRule = ReviewRule.NONE
    due: date | None = None
    indefinite_why: str = ""
    triggers: str = ""
    responsible: str = ""


class Recipient(Choice):
    """Somebody who should know of the plan (SHR-01)."""

    PERSON = "person", "The person"
    FAMILY = "family", "Those close to the person"
    GP = "gp", "GP practice"
    AMBULANCE = "ambulance", "Ambulance service"
    OUT_OF_HOURS = "out_of_hours", "111 and out-of-hours"
    CARE_HOME = "care_home", "Care home"
    HOSPITAL = "hospital", "Hospital"
    COMMUNITY_NURSING = "community_nursing", "Community nursing"
    HOSPICE = "hospice", "Hospice"
    OTHER = "other", "Somebody else"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of the plan outside this system, and who holds it."""

    held_by: str
    location: str = ""
    given_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Who is to be told, and where copies are."""

    tell: frozenset[Recipient] = frozenset()
    tell_others: str = ""
    copies: tuple[Copy, ...] = ()
    location_at_home: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Somebody who signed: who they were, in which grade and for which organisation, as it stood at that moment."""

    staff_id: UUID
    name: str
    grade: Grade
    organisation_code: str
    organisation_name: str
    registration: Registration | None = None
    speciality: str = ""
    telephone: str = ""


class StopReason(Choice):
    """The coded reason that lets a signature through over something expected by law that is not met."""

    EMERGENCY = "emergency", "It is an emergency, and the decision cannot wait"
    OUT_OF_HOURS = "out_of_hours", "Nobody more senior can be reached now"
    WILL_FOLLOW = "will_follow", "It will be done, and when is written below"
    DONE_NOT_RECORDED_HERE = "done_not_recorded_here", "It was done, and is recorded elsewhere"
    DOES_NOT_FIT = "does_not_fit", "The expectation does not fit this person, for the reason below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Justification:
    """One justification for everything that stopped a signature; it goes to the review list."""

    reason: StopReason
    words: str
    rules: tuple[str, ...] = ()


class ConfirmedBy(Choice):
    """How a signer showed once more that it is they."""

    CODE = "code", "A code from an authenticator app"
    RECOVERY_CODE = "recovery_code", "A recovery code"
    PASSKEY = "passkey", "A passkey"
    AAL3 = "aal3", "Their identity provider, at AAL3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """That a signer gave their second factor: how, when, and in which national role (its number) they then worked."""

    by: ConfirmedBy
    at: datetime
    session_role_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedPart:
    """A restricted part that a signer took over without having read it: who signed or saved it before, and when."""

    part: PartName
    name: str
    at: datetime
    organisation_code: str = ""
    organisation_name: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The signature under a version."""

    author: Signatory
    signed_at: datetime
    senior_responsible: Answer = Answer.UNKNOWN
    senior_name: str = ""
    endorsement_due: datetime | None = None
    justification: Justification | None = None
    confirmation: Confirmation | None = None
    carried: tuple[CarriedPart, ...] = ()
    """What the signer does not answer for: they were not among its readers."""
