"""The history of somebody's plans: versions that replace one another, and an episode layer over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from accord.domain.lifecycle import Step
from accord.domain.people import StayKind
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.documents import Legal
from accord.domain.plan.people_involved import Conversation
from accord.domain.plan.wishes import Scope, WhatMatters
from accord.synth import lives, powers, talks, wishes
from accord.synth.dice import Dice, Weights
from accord.synth.faults import draw_faults
from accord.synth.lives import Span
from accord.synth.outlines import Outline, World, draw_outline, earliest
from accord.synth.people import Person, SiteStay
from accord.synth.plans import sign_plan, write_plan
from accord.synth.stories import HeldTalk, Later, SignedVersion
from accord.synth.workforce import StaffMember

_VERSIONS = Weights.of({1: 68, 2: 21, 3: 8, 4: 3})
_BEFORE = (CprRecommendation.FOR_CPR, CprRecommendation.NONE, CprRecommendation.NONE)


@dataclass(slots=True, kw_only=True)
class History:
    """All that was signed for somebody, and the conversations and legal documents that went with it."""

    person: Person
    world: World
    matters: WhatMatters | None
    legal: Legal
    versions: list[SignedVersion]
    held: list[HeldTalk]


def draw_history(person: Person, world: World, dice: Dice) -> History:
    """Draw the history of somebody who has a plan."""
    last = draw_outline(person, world, dice)
    only_episode = person.admission is not None and dice.chance(0.15)
    chain = [] if only_episode else _chain(last, world)
    begun = [*chain[:1], last]
    starts = [*(outline.signed_at for outline in begun), *(stay.start for stay in person.stays)]
    history = History(
        person=person,
        world=world,
        matters=wishes.what_matters(last),
        legal=powers.legal(begun[0], min(starts).date()),
        versions=[],
        held=[],
    )
    _tell_chain(history, chain)
    for stay in person.stays:
        if stay.kind is StayKind.ADMISSION and (only_episode or dice.chance(0.5 if stay.end is None else 0.25)):
            _tell_episode(history, stay, last, dice)
    return history


def _chain(last: Outline, world: World) -> list[Outline]:
    """Return the outlines of all enduring versions, oldest first; earlier ones may have said something else of CPR."""
    dice = last.dice
    chain = [last]
    for _ in range(0 if last.blanket else _earlier_versions(world, dice)):
        newer = chain[0]
        signed_at = newer.signed_at - timedelta(days=dice.number(45, 420), minutes=dice.number(0, 200))
        if signed_at < earliest(last.person):
            break
        chain.insert(0, _earlier(newer, draw_outline(last.person, world, dice), signed_at))
    return chain


def _earlier_versions(world: World, dice: Dice) -> int:
    """Return how many versions went before; in a very large region most plans have but one, to load it sooner."""
    return dice.weigh(_VERSIONS) - 1 if dice.chance(max(0.25, world.rarity)) else 0


def _earlier(newer: Outline, drawn: Outline, signed_at: datetime) -> Outline:
    """Return the outline of the version before: often the same recommendation, sometimes another or none."""
    dice, recommendation, basis = newer.dice, newer.recommendation, newer.basis
    if newer.basis is not Basis.ADRT and newer.person.traits.is_adult and dice.chance(0.4):
        recommendation, basis = dice.pick(_BEFORE), Basis.UNKNOWN
    return replace(
        newer,
        signed_at=signed_at,
        signer=newer.signer if dice.chance(0.4) else drawn.signer,
        recommendation=recommendation,
        basis=basis,
        faults=draw_faults(newer.person.traits, recommendation, basis, dice),
        disagreed=False,
    )


def _tell_chain(history: History, chain: Sequence[Outline]) -> None:
    ends = [*(outline.signed_at for outline in chain[1:]), history.world.now] if chain else []
    for number, (outline, until) in enumerate(zip(chain, ends, strict=True), start=1):
        _tell_version(history, outline, number, Span(until=until, is_last=number == len(chain)))
    for place, (older, newer) in enumerate(pairwise(history.versions)):
        step = Later(
            step=Step.SUPERSEDED,
            at=newer.document.signature.signed_at,
            by=newer.signer,
            detail={"by_version": str(newer.version_id)},
        )
        history.versions[place] = replace(history.versions[place], later=(*older.later, step))
        history.versions[place + 1] = replace(newer, replaces=older.version_id)


def _tell_version(history: History, outline: Outline, number: int, span: Span) -> None:
    spoken = talks.decision_talks(outline, powers.attorney(history.legal))
    history.held += _recorded(spoken, outline, history.world.now)
    known: list[Conversation] = [each.conversation for each in history.held if each.recorded_at <= outline.signed_at]
    plan = write_plan(outline, known, history.legal, history.matters)
    history.versions.append(
        SignedVersion(
            version_id=outline.dice.uuid(),
            scope=outline.scope,
            number=number,
            document=sign_plan(outline, plan, history.world.workforce),
            signer=outline.signer,
            later=lives.lead_on(outline, plan, history.world, span),
        )
    )


def _recorded(spoken: Sequence[Conversation], outline: Outline, now: datetime) -> Iterator[HeldTalk]:
    """Yield the conversations as the signer recorded them; one of which only the day is known, just before signing."""
    for talk in spoken:
        at = talk.at.time or outline.signed_at - timedelta(minutes=5)
        if at < now:
            yield HeldTalk(conversation=talk, by=outline.signer, recorded_at=at)


def _tell_episode(history: History, stay: SiteStay, last: Outline, dice: Dice) -> None:
    """Add the layer of one admission: it ended with the discharge, where there was one."""
    until = stay.end or history.world.now
    hours = max(3, int((until - stay.start).total_seconds() // 3600) - 3)
    signed_at = stay.start + timedelta(hours=dice.number(2, hours), minutes=dice.number(0, 40))
    if signed_at >= until:
        return
    drawn = draw_outline(history.person, history.world, dice, Scope.EPISODE)
    binding = drawn.basis in (Basis.ADRT, Basis.ATTORNEY_REFUSAL)
    outline = replace(
        drawn,
        signed_at=signed_at,
        signer=_ward_signer(drawn, history.world.workforce.at[stay.site.code]),
        power=last.power,
        basis=Basis.NOT_SUCCESSFUL if binding else drawn.basis,
    )
    _tell_version(history, outline, 1, Span(until=until, is_last=False))
    if stay.end is not None:
        told = history.versions[-1]
        closed = Later(step=Step.EPISODE_CLOSED, at=until, by=outline.signer)
        history.versions[-1] = replace(told, later=(*told.later, closed))


def _ward_signer(drawn: Outline, staff: Sequence[StaffMember]) -> StaffMember:
    """Return who signed on the ward: the one drawn if they work there."""
    return drawn.signer if drawn.signer in staff else drawn.dice.pick([each for each in staff if each.registration])
