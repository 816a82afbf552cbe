"""Capacity, best interests and involvement: how the person, and those who speak with or for them, took part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from accord.domain.choices import Answer
from accord.domain.legal.lpa import Attorney
from accord.domain.moments import Moment
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.people_involved import (
    Ability,
    BestInterests,
    Capacity,
    Consulted,
    ContactAttempt,
    Conversation,
    ConversationWith,
    HasCapacity,
    Imca,
    Involvement,
    InvolvementOption,
    Mode,
    NotInvolvedReason,
    YoungPerson,
)
from accord.domain.plan.wishes import WhatMatters
from accord.synth.dice import Weights
from accord.synth.faults import Fault
from accord.synth.outlines import Outline

_REASONS: Weights[NotInvolvedReason | None] = Weights.of(
    {
        None: 45,
        NotInvolvedReason.LACKS_CAPACITY: 15,
        NotInvolvedReason.DISTRESS: 12,
        NotInvolvedReason.DECLINED: 14,
        NotInvolvedReason.HARM: 7,
        NotInvolvedReason.EMERGENCY: 7,
    }
)
_WHY = {
    NotInvolvedReason.LACKS_CAPACITY: "Lacks capacity.",
    NotInvolvedReason.DISTRESS: "Would be upset to talk about it.",
    NotInvolvedReason.DECLINED: "Offered twice; did not want to talk about it and is content for the family to.",
    NotInvolvedReason.HARM: "Psychiatrist's advice: recent attempt on own life, and talk of dying led to self-harm.",
    NotInvolvedReason.EMERGENCY: "Deteriorating in front of us; nobody could be reached in time.",
}
_PAID = (ConversationWith.PAID_CARER, ConversationWith.IMCA)


def capacity(outline: Outline) -> Capacity | None:
    """Return the capacity assessment; in some records there is none."""
    if outline.has(Fault.NO_CAPACITY):
        return None if outline.dice.chance(0.6) else Capacity(outcome=HasCapacity.NOT_RECORDED)
    if not outline.person.traits.is_adult and not outline.dice.chance(0.3):
        return None
    assessed = Moment.of(outline.signed_at - timedelta(minutes=outline.dice.number(10, 180)))
    if outline.lacks:
        return _lacking(outline, assessed)
    return Capacity(
        outcome=outline.capacity,
        doubted=Answer.YES if outline.capacity is HasCapacity.FLUCTUATING else Answer.NO,
        decision="CPR and treatment in an emergency",
        about_this_decision=Answer.YES if outline.dice.chance(0.9) else Answer.UNKNOWN,
        assessed_at=assessed,
        assessor=outline.signer.name,
        understand=Ability(able=Answer.YES, evidence=outline.say("understood_well")),
        retain=Ability(able=Answer.YES, evidence=outline.say("retained") if outline.dice.chance(0.4) else ""),
        weigh=Ability(able=Answer.YES, evidence=outline.say("weighing") if outline.dice.chance(0.5) else ""),
        communicate=Ability(able=Answer.YES, evidence=outline.say("communicates") if outline.dice.chance(0.3) else ""),
    )


def _lacking(outline: Outline, assessed: Moment) -> Capacity:
    dice, tested = outline.dice, outline.dice.chance(0.78)
    return Capacity(
        outcome=HasCapacity.LACKS,
        doubted=Answer.YES,
        decision="CPR and treatment in an emergency" if tested or dice.chance(0.5) else "",
        about_this_decision=Answer.YES if tested else Answer.UNKNOWN,
        assessed_at=assessed if tested or dice.chance(0.7) else None,
        assessor=outline.signer.name,
        support_given=outline.say("support") if tested else "",
        understand=_unable("not_understood", outline) if tested else Ability(),
        retain=_unable("not_retained", outline) if tested else Ability(),
        weigh=_unable("not_weighed", outline) if tested and dice.chance(0.8) else Ability(),
        communicate=Ability(able=Answer.YES if dice.chance(0.7) else Answer.NO) if tested else Ability(),
        impairment=outline.known["impairment"] if tested or dice.chance(0.8) else "",
        causal_link=Answer.YES if tested else Answer.UNKNOWN,
        causal_words=outline.say("cause") if tested and dice.chance(0.7) else "",
        likely_to_regain=Answer.NO if dice.chance(0.85) else Answer.UNKNOWN,
        in_what_way="" if tested else outline.say("not_understood"),
        formal_assessment=Answer.YES if tested else Answer.NO,
        assessment_location="Capacity form in the notes" if tested and dice.chance(0.4) else "",
    )


def _unable(evidence: str, outline: Outline) -> Ability:
    return Ability(able=Answer.NO, evidence=outline.say(evidence))


def best_interests(
    outline: Outline, talks: Sequence[Conversation], matters: WhatMatters | None
) -> BestInterests | None:
    """Return the best-interests record of a decision for somebody who lacks capacity; a quarter have none."""
    binding = outline.basis in (Basis.ADRT, Basis.ATTORNEY_REFUSAL)
    if not outline.lacks or binding or outline.recommendation is CprRecommendation.NONE:
        return None
    if not outline.dice.chance(0.76):
        return None
    dice = outline.dice
    consulted = tuple(_consulted(talk) for talk in talks if talk.with_whom is not ConversationWith.PERSON)
    nobody = not any(each.role not in _PAID for each in consulted)
    return BestInterests(
        options=outline.say("options"),
        benefits_and_burdens=outline.say("weighed") + "." if dice.chance(0.7) else "",
        wishes_and_feelings=outline.say("wishes"),
        beliefs_and_values=outline.say("beliefs") if matters is None or dice.chance(0.6) else matters.values,
        written_statements_considered=Answer.YES if dice.chance(0.6) else Answer.UNKNOWN,
        person_took_part=outline.say("took_part") if dice.chance(0.75) else "",
        consulted=consulted,
        not_motivated_by_death=Answer.YES if dice.chance(0.8) else Answer.UNKNOWN,
        decision=outline.recommendation.words,
        dissent=outline.say("against") if outline.disagreed else "",
        decision_maker=outline.signer.name,
        decided_on=outline.signed_at.date(),
        imca=_imca(outline, nobody=nobody, talks=talks),
        imca_why="Nobody but paid carers to consult." if nobody else "",
    )


def _consulted(talk: Conversation) -> Consulted:
    return Consulted(name=talk.with_name, role=talk.with_whom, at=talk.at, mode=talk.mode, view=talk.wanted)


def _imca(outline: Outline, *, nobody: bool, talks: Sequence[Conversation]) -> Imca:
    if not nobody:
        return Imca.NOT_NEEDED if outline.dice.chance(0.7) else Imca.NOT_RECORDED
    if any(talk.with_whom is ConversationWith.IMCA for talk in talks):
        return Imca.INSTRUCTED
    return outline.dice.pick((Imca.NEEDED_URGENT, Imca.NEEDED, Imca.NOT_RECORDED, Imca.INSTRUCTED))


def involvement(outline: Outline, talks: Sequence[Conversation], attorney: Attorney | None) -> Involvement | None:
    """Return how people took part in the plan; in one record in ten this was not filled."""
    if outline.has(Fault.NO_INVOLVEMENT):
        return None
    held = any(talk.topics and not talk.offer_declined for talk in talks)
    if not held and outline.recommendation is not CprRecommendation.NONE:
        return _without(outline)
    needs = outline.person.record.needs
    adjusted = any(talk.adjustments or talk.interpreter for talk in talks)
    asked = needs.communication or needs.adjustments or needs.interpreter is Answer.YES
    absent = Answer.NO if asked else Answer.UNKNOWN
    return Involvement(
        options=_options(outline),
        took_part_words=outline.say("took_part") if outline.lacks and outline.dice.chance(0.6) else "",
        people_involved=_names(talks, outline),
        nobody_to_consult=_nobody(outline, talks),
        adjustments_made=Answer.YES if adjusted else absent,
        information_given=Answer.UNKNOWN if outline.has(Fault.NO_INFORMATION) else Answer.YES,
        information_format="" if outline.has(Fault.NO_INFORMATION) else outline.say("information"),
        discussion_location="GP record" if outline.dice.chance(0.4) else "",
    )


def _options(outline: Outline) -> frozenset[InvolvementOption]:
    traits = outline.person.traits
    if not traits.is_adult:
        mature = InvolvementOption.C1 if traits.age >= 13 else InvolvementOption.C2
        return frozenset({mature, InvolvementOption.C3})
    lacks = outline.lacks is not outline.has(Fault.CONTRADICTION)
    return frozenset({InvolvementOption.B if lacks else InvolvementOption.A})


def _nobody(outline: Outline, talks: Sequence[Conversation]) -> Answer:
    """Whether there was nobody to consult but those paid to care: asked only where capacity was lacking."""
    if not outline.lacks:
        return Answer.UNKNOWN
    close = any(talk.with_whom not in (*_PAID, ConversationWith.PERSON) for talk in talks)
    return Answer.NO if close else Answer.YES


def _names(talks: Sequence[Conversation], outline: Outline) -> str:
    met = [f"{talk.with_name} ({talk.with_whom.words.lower()})" for talk in talks]
    return "; ".join(dict.fromkeys([*met, outline.signer.name]))


def _without(outline: Outline) -> Involvement:
    """Return the involvement of somebody with whom nobody spoke: with its reason, good or poor, or with none."""
    dice, reason = outline.dice, outline.dice.weigh(_REASONS)
    tried = outline.lacks and dice.chance(0.5)
    return Involvement(
        options=frozenset({InvolvementOption.D}) if reason else frozenset(),
        not_involved_reason=reason,
        not_involved_words=_WHY[reason] if reason else "",
        not_consulted_why="The family could not be reached." if tried else "",
        attempts=_attempts(outline) if tried else (),
    )


def _attempts(outline: Outline) -> tuple[ContactAttempt, ...]:
    dice, contacts = outline.dice, outline.person.record.contacts
    who = contacts[0].name if contacts else "Next of kin"
    return tuple(
        ContactAttempt(
            at=Moment.of(outline.signed_at - timedelta(minutes=40 * turn + dice.number(5, 30))),
            who=who,
            how=Mode.TELEPHONE,
            outcome=outline.say("not_reached"),
        )
        for turn in range(dice.number(1, 3))
    )


def young_person(outline: Outline) -> YoungPerson | None:
    """Return what a plan for somebody under 18 adds."""
    traits = outline.person.traits
    if traits.is_adult:
        return None
    mature = traits.age >= 13
    return YoungPerson(
        has_maturity=Answer.YES if mature else Answer.NO,
        maturity_words="Talks about the illness with understanding." if mature else "Too young to weigh this.",
        views=outline.say("wanted"),
        parental_responsibility=tuple(each.name for each in outline.person.record.contacts),
        parents_agree=Answer.NO if outline.disagreed else Answer.YES,
    )
