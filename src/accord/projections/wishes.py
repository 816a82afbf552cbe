"""What a plan and the statements since tell of refusals and wishes about CPR, as the law on what binds reads them.

A consultee's agreement with a clinician's recommendation is not a refusal of their own; it is one only where the plan
rests on an attorney's refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from accord.domain.choices import Answer
from accord.domain.legal.treatments import CPR
from accord.domain.legal.wishes import RecordedWish, SaidBy, Stance
from accord.domain.moments import Moment
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.documents import Plan
from accord.domain.plan.people_involved import Agreement, Conversation, ConversationWith, Topic
from accord.domain.plan.wishes import CprWish
from accord.domain.statements import Says, Statement

STANCES = {CprWish.WANTS_CPR: Stance.WANTS, CprWish.DOES_NOT_WANT_CPR: Stance.REFUSES}
SAID_STANCES = {Says.WANTS_CPR: Stance.WANTS, Says.REFUSES_CPR: Stance.REFUSES}
SPEAKERS = {ConversationWith.ATTORNEY: SaidBy.ATTORNEY, ConversationWith.DEPUTY: SaidBy.DEPUTY}
NOT_CONSULTEES = frozenset({ConversationWith.PERSON, ConversationWith.CARE_TEAM})


def recorded_wishes(plan: Plan, statements: Iterable[Statement] = ()) -> tuple[RecordedWish, ...]:
    """Return what the person, their attorneys and those close to them have said about CPR."""
    return (*_persons_wish(plan, tuple(statements)), *_consultees_wishes(plan))


def standing_wishes(
    plans: Iterable[tuple[date, Plan]], statements: Iterable[Statement] = ()
) -> tuple[RecordedWish, ...]:
    """Return what each speaker last said about CPR over all current plans, each given with the day it was signed.

    A plan that is silent about a speaker leaves standing what another records of them. What has no day of its own
    counts as said on the day of signing.
    """
    said = tuple(statements)
    dated: dict[tuple[str, ...], list[tuple[date, RecordedWish]]] = {}
    for signed_on, plan in sorted(plans, key=lambda each: each[0]) or [(date.min, Plan())]:
        for wish in recorded_wishes(plan, said):
            dated.setdefault(_speaker(wish), []).append((wish.said_on or signed_on, wish))
    return tuple(_last(wishes) for wishes in dated.values())


def _speaker(wish: RecordedWish) -> tuple[str, ...]:
    """Return who speaks. Of people with no name, each thing said is taken as said by another."""
    if wish.said_by is SaidBy.PERSON:
        return (wish.said_by,)
    name = " ".join(wish.name.casefold().split())
    return (wish.said_by, name) if name else (wish.said_by, "", wish.stance, str(wish.said_on), wish.words)


def _last(wishes: list[tuple[date, RecordedWish]]) -> RecordedWish:
    """Return the last of one speaker's wishes: one conversation that two plans hold keeps the most that either says."""
    day, last = sorted(wishes, key=lambda each: each[0])[-1]
    same = [wish for on, wish in wishes if (on, wish.stance) == (day, last.stance)]
    return next((wish for wish in same if wish.in_best_interests is Answer.YES), last)


def latest_word(statements: Iterable[Statement]) -> Statement | None:
    """Return the latest unanswered statement in which the person says whether they want CPR."""
    said = [each for each in statements if each.says in SAID_STANCES]
    return max(said, key=lambda each: each.posted_at, default=None)


def _persons_wish(plan: Plan, statements: tuple[Statement, ...]) -> Iterator[RecordedWish]:
    latest = latest_word(statements)
    if latest:
        yield _of_person(SAID_STANCES[latest.says], Moment.of(latest.posted_at).day, latest.words)
        return
    matters, cpr = plan.what_matters, plan.cpr
    stance = STANCES.get(matters.cpr_wish) if matters else None
    if stance and matters:
        yield _of_person(stance, matters.written_on)
    elif cpr and cpr.basis is Basis.CAPACITOUS_REFUSAL:
        yield _of_person(Stance.REFUSES, cpr.decided_at.day if cpr.decided_at else None)


def _of_person(stance: Stance, on: date | None, words: str = "") -> RecordedWish:
    return RecordedWish(said_by=SaidBy.PERSON, treatment=CPR, stance=stance, said_on=on, words=words)


def _consultees_wishes(plan: Plan) -> Iterator[RecordedWish]:
    if plan.cpr is None or plan.cpr.recommended is not CprRecommendation.NOT_FOR_CPR:
        return
    for talk in plan.conversations:
        stance = _stance_of(talk, plan.cpr.basis)
        if stance is None or talk.with_whom in NOT_CONSULTEES or Topic.CPR not in talk.topics:
            continue
        yield RecordedWish(
            said_by=SPEAKERS.get(talk.with_whom, SaidBy.SOMEBODY_CLOSE),
            treatment=CPR,
            stance=stance,
            name=talk.with_name,
            said_on=talk.at.day,
            words=talk.wanted,
            in_best_interests=_in_best_interests(plan),
        )


def _stance_of(talk: Conversation, basis: Basis) -> Stance | None:
    if talk.agreement is Agreement.DISAGREED:
        return Stance.WANTS
    refuses = basis is Basis.ATTORNEY_REFUSAL and talk.with_whom in SPEAKERS
    return Stance.REFUSES if refuses and talk.agreement is Agreement.AGREED else None


def _in_best_interests(plan: Plan) -> Answer:
    return Answer.YES if plan.best_interests and plan.best_interests.decision else Answer.UNKNOWN
