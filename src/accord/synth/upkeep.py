"""How a plan is kept: its review, who is told, where copies are; and the signature under it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from accord.domain.choices import Answer
from accord.domain.moments import LONDON
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.keeping import Copy, Distribution, Recipient, Review, ReviewRule, Signature
from accord.domain.plan.wishes import Scope
from accord.synth.faults import Fault
from accord.synth.outlines import Outline
from accord.synth.workforce import Workforce

_AT_HOME = (
    Recipient.PERSON,
    Recipient.FAMILY,
    Recipient.GP,
    Recipient.AMBULANCE,
    Recipient.OUT_OF_HOURS,
    Recipient.COMMUNITY_NURSING,
)
_IN_A_HOME = (Recipient.CARE_HOME, Recipient.FAMILY, Recipient.GP, Recipient.AMBULANCE, Recipient.OUT_OF_HOURS)
_MONTHS = (3, 6, 6, 12, 12)


def review(outline: Outline) -> Review | None:
    """Return when to look again: by a date, or never and why; one plan in eight does not say."""
    if outline.has(Fault.NO_REVIEW):
        return None
    dice = outline.dice
    lasting = outline.scope is Scope.ENDURING and outline.recommendation is CprRecommendation.NOT_FOR_CPR
    if lasting and dice.chance(0.3):
        why = outline.say("indefinite")
        return Review(rule=ReviewRule.INDEFINITE, indefinite_why=why, triggers=outline.say("triggers"))
    return Review(
        rule=ReviewRule.DATED,
        due=review_day(outline),
        triggers=outline.say("triggers") if dice.chance(0.5) else "",
        responsible=outline.signer.name if dice.chance(0.6) else "",
    )


def review_day(outline: Outline) -> date:
    """Return the day of the next review, counted from the signature."""
    days = 7 if outline.scope is Scope.EPISODE else 30 * outline.dice.pick(_MONTHS)
    return outline.signed_at.date() + timedelta(days=days)


def distribution(outline: Outline) -> Distribution | None:
    """Return who is to be told, and where copies are."""
    dice, traits = outline.dice, outline.person.traits
    if not dice.chance(0.82):
        return None
    options = _IN_A_HOME if traits.in_a_home else _AT_HOME
    given = Copy(
        held_by=outline.person.first, location="Yellow folder by the telephone", given_on=outline.signed_at.date()
    )
    return Distribution(
        tell=frozenset(dice.some(options, dice.number(2, len(options)))),
        copies=(given,) if dice.chance(0.5) else (),
        location_at_home="Care office" if traits.in_a_home else dice.pick(("Fridge door", "Yellow folder", "")),
    )


def signature(outline: Outline, workforce: Workforce) -> Signature:
    """Return the signature, with the time by which a senior clinician should endorse it where the signer is not one."""
    return Signature(
        author=workforce.signatory(outline.signer),
        signed_at=outline.signed_at,
        senior_responsible=Answer.YES if outline.senior else Answer.NO,
        senior_name="" if outline.senior else "The duty senior clinician",
        endorsement_due=None if outline.senior else endorsement_due(outline.signed_at),
    )


def endorsement_due(signed_at: datetime) -> datetime:
    """Return the end of the next working day in London (the Sheffield audit's limit; measures.md 3.3)."""
    day = signed_at.astimezone(LONDON).date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)
