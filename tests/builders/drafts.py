"""Builders of drafts and signed plans for integration tests: a person of the small region, and short ways to sign."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.builders import who

from accord.domain.authority import Actor, Permission
from accord.domain.choices import Answer
from accord.domain.codec import from_json
from accord.domain.moments import Moment
from accord.domain.people import DeathStatus, StayKind
from accord.domain.plan.clinical import Basis, Cpr, CprRecommendation
from accord.domain.plan.keeping import Justification, Review, ReviewRule, StopReason
from accord.domain.plan.parts import PartName
from accord.domain.plan.people_involved import Agreement, Conversation, ConversationWith, Mode, Topic
from accord.domain.plan.wishes import CprWish, Scope, WhatMatters
from accord.domain.standing import EffectiveCpr, effective_cpr
from accord.organisations.queries import staff
from accord.plans.actions import conversations, deaths, drafts, moves, signing
from accord.plans.actions.signatures import SignatureDetails
from accord.plans.actions.signing import Signed
from accord.plans.models import Draft
from accord.plans.queries import standing
from accord.plans.queries.drafts import view
from accord.projections.emergency import Sheet

JUSTIFIED = Justification(reason=StopReason.WILL_FOLLOW, words="The family is on the way and will be told tonight.")
SENIOR = SignatureDetails(senior_responsible=Answer.YES, justification=JUSTIFIED)
JUNIOR = SignatureDetails(senior_responsible=Answer.NO, senior_name="Dr Ada Moss", justification=JUSTIFIED)


def gp() -> Actor:
    """Return the GP of the small region, who may endorse."""
    return next(each for each in staff.at_organisation("Y90001") if each.may(Permission.ENDORSE_PLAN))


def nurse() -> Actor:
    """Return the hospital's senior nurse, who may sign."""
    return next(each for each in staff.at_organisation("R9901") if each.may(Permission.SIGN_PLAN))


def carer() -> Actor:
    """Return somebody of the care staff of Ash House."""
    return next(each for each in staff.at_organisation("VL901") if each.name == "Jo Kind")


def cpr(recommendation: CprRecommendation = CprRecommendation.NOT_FOR_CPR, **changes: Any) -> Cpr:
    """Return a recommendation about CPR with its reason."""
    usual: dict[str, Any] = {
        "recommendation": recommendation,
        "basis": Basis.NOT_SUCCESSFUL,
        "rationale": "Severe heart failure with repeated admissions; compressions would not restart this heart.",
        "decided_at": Moment.of(yesterday()),
    }
    return Cpr(**(usual | changes))


def yesterday() -> datetime:
    """Return this time yesterday."""
    return datetime.now(UTC) - timedelta(days=1)


def review(due: date | None = None) -> Review:
    """Return a review by a day, in a quarter of a year unless it is given."""
    return Review(rule=ReviewRule.DATED, due=due or date.today() + timedelta(days=90))  # noqa: DTZ011  (a day is enough)


def talk(**changes: Any) -> Conversation:
    """Return a conversation with the person about CPR."""
    usual: dict[str, Any] = {
        "at": Moment.of(yesterday()),
        "with_whom": ConversationWith.PERSON,
        "mode": Mode.IN_PERSON,
        "topics": frozenset({Topic.CPR}),
        "said": "We talked about what her heart can still do.",
        "agreement": Agreement.AGREED,
    }
    return Conversation(**(usual | changes))


USUAL: Mapping[PartName, Any] = {
    PartName.WHAT_MATTERS: WhatMatters(values="To be at home with the garden door open.", cpr_wish=CprWish.UNDECIDED),
    PartName.CPR: cpr(),
    PartName.REVIEW: review(),
}


def draft_of(person_id: UUID, by: Actor, parts: Mapping[PartName, Any] = USUAL, scope: Scope = Scope.ENDURING) -> UUID:
    """Open the draft of a person and fill it."""
    draft_id = drafts.open(person_id=person_id, scope=scope, by=by)
    for part, value in parts.items():
        held = view(draft_id).parts.get(part)
        drafts.save_part(
            draft_id=draft_id, part=part, value=value, expected_revision=held.revision if held else 0, by=by
        )
    return draft_id


def sign(draft_id: UUID, by: Actor, details: SignatureDetails = SENIOR, **changes: Any) -> Signed:
    """Sign a draft as it stands."""
    given: dict[str, Any] = {"seen": view(draft_id).seen, "request_token": uuid4()}
    return signing.sign(draft_id=draft_id, by=by, details=details, **(given | changes))


def signed(
    person_id: UUID,
    by: Actor | None = None,
    parts: Mapping[PartName, Any] = USUAL,
    scope: Scope = Scope.ENDURING,
    details: SignatureDetails = SENIOR,
) -> Signed:
    """Sign a plan for a person."""
    author = by or gp()
    return sign(draft_of(person_id, author, parts, scope), author, details)


def sign_beside(person_id: UUID, draft_id: UUID, parts: Mapping[PartName, Any] = USUAL) -> Signed:
    """Sign another plan of the same person while a draft stays open, as a load from elsewhere would."""
    Draft.objects.filter(pk=draft_id).update(state="discarded", closed_at=yesterday(), closed_by=person_id)
    done = signed(person_id, parts=parts)
    Draft.objects.filter(pk=draft_id).update(state="open", closed_at=None, closed_by=None)
    return done


def die(person_id: UUID) -> None:
    """Record a death."""
    deaths.record(person_id=person_id, status=DeathStatus.INFORMAL, on=None, by=gp())


def effective(person_id: UUID, at: datetime | None = None) -> EffectiveCpr:
    """Return the one effective CPR status that the stored sheet gives at a moment."""
    stands = standing.sheet(person_id)
    held = from_json(Sheet, stands).layers if stands else ()
    return effective_cpr(tuple(each.layer for each in held), at or datetime.now(UTC)).status


def move_in(person_id: UUID) -> UUID:
    """Record that somebody came to live at Ash House yesterday."""
    return moves.move(
        person_id=person_id, site_id=who.site("VL901"), kind=StayKind.RESIDENT, at=yesterday(), by=nurse()
    )


def admit(person_id: UUID) -> UUID:
    """Admit somebody to Oak Hospital, an hour ago at most."""
    return moves.admit(person_id=person_id, site_id=who.site("R9901"), at=a_moment_ago(), by=nurse())


def discharge(person_id: UUID) -> None:
    """Discharge somebody."""
    moves.discharge(person_id=person_id, at=datetime.now(UTC), by=nurse())


def a_moment_ago() -> datetime:
    """Return a time just before now, later at each call."""
    return datetime.now(UTC) - timedelta(milliseconds=5)


def person_with_talk(**changed: object) -> UUID:
    """Record a person and a conversation with them."""
    person_id = who.recorded(**changed)
    conversations.record(person_id=person_id, conversation=talk(), by=gp())
    return person_id
