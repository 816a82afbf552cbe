"""What a plan's facts need to know beyond the plan, the person and the signature."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from accord.domain.authority import Grade
from accord.domain.choices import Answer
from accord.domain.lifecycle import CancelReason, InappropriateReason, Status
from accord.domain.moments import Moment
from accord.domain.people import Characteristics
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.wishes import Scope
from accord.domain.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the person is being cared for."""

    code: str = ""
    type: str = ""
    area_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPlan:
    """Another plan of the person that somebody may read as current; `scope` is None for one reported from elsewhere."""

    cpr: CprRecommendation
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVersion:
    """An earlier version of the plan: what it recommended, and when it was signed."""

    cpr: CprRecommendation
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What has happened since a version was signed. Nothing has to a draft."""

    status: Status = Status.ACTIVE
    ended_at: datetime | None = None
    ended_reason: CancelReason | None = None
    inappropriate: InappropriateReason | None = None
    endorsed_at: datetime | None = None
    endorser_grade: Grade | None = None
    reviewed_at: datetime | None = None
    review_outcome: ReviewOutcome | None = None
    capacity_changed_at: Moment | None = None
    look_again_at: datetime | None = None
    shared_at: datetime | None = None
    gp_received_at: datetime | None = None
    acknowledged: int = 0
    copies_agree: Answer = Answer.UNKNOWN
    discharged_at: datetime | None = None
    discharge_letter: Answer = Answer.UNKNOWN
    told_whether_valid: Answer = Answer.UNKNOWN
    concern_raised: Answer = Answer.UNKNOWN
    safeguarding_considered: Answer = Answer.UNKNOWN
    dispute_open: Answer = Answer.UNKNOWN
    dispute_shown: Answer = Answer.UNKNOWN
    dispute_serious: Answer = Answer.UNKNOWN
    legal_advice: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class FactContext:
    """Everything that the facts need from elsewhere. What nobody has looked at is None, never an empty answer.

    `kind` is the kind of form where one is known (a paper DNACPR form, say); `statements` are those not yet answered;
    `hash_key` keys the hash of the rationale, without which there is none.
    """

    decision_id: UUID | None = None
    kind: str = ""
    site: Site = Site()
    characteristics: Characteristics = field(default_factory=Characteristics)
    statements: tuple[Statement, ...] = ()
    other_plans: tuple[OtherPlan, ...] | None = None
    earlier: tuple[EarlierVersion, ...] = ()
    same_rationale_people: int | None = None
    hash_key: bytes = b""
    training_current: Answer = Answer.UNKNOWN
    role_current: Answer = Answer.UNKNOWN
    registration_current: Answer = Answer.UNKNOWN
    since: Since = Since()
