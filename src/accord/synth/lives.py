"""What becomes of a version after its signature: endorsed, reviewed, suspended, replaced, cancelled, ended, closed.

The details are those that the actions of plans record for each step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from accord.domain.authority import SENIOR_GRADES, Role
from accord.domain.lifecycle import CancelReason, InappropriateReason, Step
from accord.domain.moments import LONDON
from accord.domain.plan.documents import Plan
from accord.domain.plan.keeping import ReviewOutcome, ReviewRule
from accord.synth.dice import Weights
from accord.synth.faults import BAD_REASONS, Fault
from accord.synth.outlines import Outline, World
from accord.synth.stories import Later
from accord.synth.upkeep import endorsement_due
from accord.synth.workforce import StaffMember, Workforce

_ENDORSED = Weights.of({"in_time": 80, "late": 12, "never": 8})
_REASONS: Weights[CancelReason] = Weights.of(
    {
        CancelReason.CLINICAL_CHANGE: 34,
        CancelReason.PERSON_CHANGED_MIND: 28,
        CancelReason.CHALLENGED: 10,
        CancelReason.FOUND_INAPPROPRIATE: 12,
        CancelReason.ERROR: 6,
        CancelReason.TRANSFER: 10,
    }
)
_REVIEW_WORDS = (
    "Seen with the family; nothing has changed.",
    "Still stands.",
    "Weaker, and of the same mind.",
    "Confirmed by telephone with the home.",
)
_CANCEL_WORDS = {
    CancelReason.CLINICAL_CHANGE: "Much better after treatment; to be talked through afresh.",
    CancelReason.PERSON_CHANGED_MIND: "Has changed their mind and wants CPR to be attempted.",
    CancelReason.CHALLENGED: "The family was never asked; set aside until it has been talked through.",
    CancelReason.FOUND_INAPPROPRIATE: "Found at the look-back review.",
    CancelReason.ERROR: "Recorded on the wrong form.",
    CancelReason.TRANSFER: "Not confirmed after the move.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The time in which things may happen to a version: until it is replaced, or until now."""

    until: datetime
    is_last: bool


def lead_on(outline: Outline, plan: Plan, world: World, span: Span) -> tuple[Later, ...]:
    """Return the steps of a version, in order of time, up to but not including its replacement."""
    steps = [*_endorsed(outline, world, span), *_reviewed(outline, plan, world, span)]
    last = _over(outline, plan, world, span) if span.is_last else None
    end = last.at if last else span.until
    steps = [step for step in steps if step.at < end]
    steps += _suspended(outline, world, span) if last is None else []
    steps.sort(key=lambda step: step.at)
    return (*steps, last) if last else tuple(steps)


def senior(outline: Outline, workforce: Workforce) -> StaffMember:
    """Return a senior responsible clinician for the person, who is not the signer."""
    traits, post = outline.person.traits, outline.signer.roles[0]
    there = [each for each in workforce.at[post.organisation] if _is_senior(each, outline.signer)]
    if not there:
        there = [each for each in workforce.at[traits.practice.code] if _is_senior(each, outline.signer)]
    return outline.dice.pick(there)


def _is_senior(member: StaffMember, signer: StaffMember) -> bool:
    post = member.roles[0]
    return post.role is Role.SENIOR_RESPONSIBLE_CLINICIAN and post.grade in SENIOR_GRADES and member.code != signer.code


def _endorsed(outline: Outline, world: World, span: Span) -> Iterator[Later]:
    if outline.senior:
        return
    due, dice = endorsement_due(outline.signed_at), outline.dice
    when = dice.weigh(_ENDORSED)
    if when == "never":
        return
    room = int((due - outline.signed_at).total_seconds() // 60)
    at = outline.signed_at + timedelta(minutes=dice.number(60, max(61, room - 60)))
    if when == "late":
        at = due + timedelta(days=dice.number(1, 9), minutes=dice.number(0, 400))
    if at < span.until:
        by = senior(outline, world.workforce)
        yield Later(step=Step.ENDORSED, at=at, by=by, detail={"grade": by.grade.value, "words": ""})


def _reviewed(outline: Outline, plan: Plan, world: World, span: Span) -> Iterator[Later]:
    """Yield the reviews that were done; three in four are done near their day, and the first that is not is overdue."""
    dice = outline.dice
    due = plan.review.due if plan.review and plan.review.rule is ReviewRule.DATED else None
    while due is not None and dice.chance(0.78):
        at = _at(due + timedelta(days=dice.number(-14, 10)), dice.number(9, 17), dice.number(0, 59))
        if at <= outline.signed_at or at >= span.until:
            return
        following = due + timedelta(days=30 * dice.pick((3, 6, 12)))
        if following <= at.date():
            following = at.date() + timedelta(days=90)
        by = senior(outline, world.workforce)
        yield Later(step=Step.REVIEWED, at=at, by=by, detail=_review_detail(following, dice.pick(_REVIEW_WORDS)))
        due = following


def _review_detail(due: date, words: str) -> dict[str, Any]:
    return {"outcome": ReviewOutcome.CONFIRMED.value, "due": due.isoformat(), "indefinite_why": "", "words": words}


def _suspended(outline: Outline, world: World, span: Span) -> list[Later]:
    """Return a suspension for an operation: some over and reinstated by the clock, a few holding now."""
    dice, rolled = outline.dice, outline.dice.roll()
    if span.is_last and rolled < 0.008:
        start, end = world.now - timedelta(hours=dice.number(2, 30)), world.now + timedelta(hours=dice.number(12, 60))
        return [_suspension(outline, start, end)] if start > outline.signed_at else []
    room = (span.until - outline.signed_at).days
    if rolled > 0.03 or room < 20:
        return []
    start = outline.signed_at + timedelta(days=dice.number(5, room - 6))
    end = start + timedelta(days=dice.number(1, 4))
    return [_suspension(outline, start, end), Later(step=Step.REINSTATED, at=end)]


def _suspension(outline: Outline, start: datetime, end: datetime) -> Later:
    detail = {"from": start.isoformat(), "until": end.isoformat(), "why": outline.say("suspended")}
    return Later(step=Step.SUSPENDED, at=start, by=outline.signer, detail=detail)


def _over(outline: Outline, plan: Plan, world: World, span: Span) -> Later | None:
    """Return what ended the last version, if anything did."""
    cancelled = _cancelled(outline, world, span)
    if cancelled is not None:
        return cancelled
    if plan.setting is not None and plan.setting.ends_at is not None:
        over = _at(plan.setting.ends_at.day + timedelta(days=1), 0, 0)
        if over <= world.now:
            return Later(step=Step.ENDED, at=over)
    death = outline.person.record.death
    if death is not None and death.on is not None:
        by = senior(outline, world.workforce)
        return Later(step=Step.DIED, at=_at(death.on, 12, 0), by=by, detail={"status": death.status.value})
    return None


def _cancelled(outline: Outline, world: World, span: Span) -> Later | None:
    dice, poor = outline.dice, bool(outline.faults & BAD_REASONS) or outline.blanket
    days = (span.until - outline.signed_at).days
    death = outline.person.record.death
    if death is not None and death.on is not None:
        days = (death.on - outline.signed_at.date()).days
    if days < 4 or not dice.chance(0.2 if poor else 0.045):
        return None
    reason = CancelReason.FOUND_INAPPROPRIATE if poor and dice.chance(0.7) else dice.weigh(_REASONS)
    wrong = _inappropriate(outline) if reason in (CancelReason.FOUND_INAPPROPRIATE, CancelReason.CHALLENGED) else None
    at = outline.signed_at + timedelta(days=dice.number(2, days - 1), minutes=dice.number(0, 300))
    detail = {"reason": reason.value, "inappropriate": wrong.value if wrong else None, "words": _CANCEL_WORDS[reason]}
    return Later(step=Step.CANCELLED, at=at, by=senior(outline, world.workforce), detail=detail)


def _inappropriate(outline: Outline) -> InappropriateReason:
    """Return what made a decision inappropriate: what its own faults say, where they say anything."""
    if outline.faults & {Fault.DISABILITY_ONLY, Fault.AGE_ONLY, Fault.CARE_HOME_ONLY}:
        return InappropriateReason.DISCRIMINATORY
    if outline.blanket:
        return InappropriateReason.NOT_INDIVIDUAL
    if outline.has(Fault.NO_TALK):
        return InappropriateReason.CONSULTEE_NOT_INVOLVED if outline.lacks else InappropriateReason.NOT_INVOLVED
    if outline.has(Fault.THIN):
        return InappropriateReason.NO_RATIONALE
    return outline.dice.pick((InappropriateReason.NOT_INVOLVED, InappropriateReason.NOT_IN_PLAN))


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON).astimezone(UTC)
