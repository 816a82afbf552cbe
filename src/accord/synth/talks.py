"""Conversations: before, at and (in a few records) after the decision, with the person and those who know them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from accord.domain.choices import Answer
from accord.domain.legal.lpa import Attorney
from accord.domain.moments import Moment
from accord.domain.people import Contact, ContactRole
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.people_involved import Agreement, Conversation, ConversationWith, Mode, Topic
from accord.domain.plan.wishes import Scope
from accord.synth.dice import Dice, Weights
from accord.synth.faults import Fault
from accord.synth.grammars import grammar
from accord.synth.outlines import Outline
from accord.synth.people import Person

_MODES: Weights[Mode] = Weights.of({Mode.IN_PERSON: 70, Mode.TELEPHONE: 18, Mode.VIDEO: 5, Mode.NOT_RECORDED: 7})
_AWAY_MODES: Weights[Mode] = Weights.of({Mode.IN_PERSON: 45, Mode.TELEPHONE: 42, Mode.VIDEO: 8, Mode.NOT_RECORDED: 5})
_DECISION = frozenset({Topic.HEALTH, Topic.CPR})
_KIN_ROLES = {"friend": ConversationWith.FRIEND, "neighbour": ConversationWith.FRIEND}


def decision_talks(outline: Outline, attorney: Attorney | None) -> tuple[Conversation, ...]:
    """Return the conversations that led to a plan, oldest first; none where the record is without any."""
    early = _early_talk(outline)
    if outline.has(Fault.NO_TALK):
        return early if outline.recommendation is CprRecommendation.NONE else ()
    talks = list(early)
    if outline.lacks or not outline.person.traits.is_adult:
        talks.append(_with_consultee(outline, attorney))
        if outline.dice.chance(0.55):
            talks.append(_with_person(outline, took_part=True))
    else:
        talks.append(_with_person(outline))
        if outline.dice.chance(0.35) and outline.person.record.contacts:
            talks.append(_with_consultee(outline, attorney))
    return tuple(sorted(talks, key=lambda talk: talk.at.time or outline.signed_at))


def lone_talk(person: Person, at: datetime, held_by: str, dice: Dice, *, declined: bool = False) -> Conversation:
    """Return a conversation that no decision followed; or an offer of one that was declined."""
    words = grammar("voices")
    needs = person.record.needs
    return Conversation(
        at=Moment.of(at),
        with_whom=ConversationWith.PERSON,
        with_name=person.record.name.full if person.record.name else "",
        mode=Mode.IN_PERSON,
        where=_place(person, dice),
        language=needs.language,
        interpreter="Interpreter by telephone" if needs.interpreter is Answer.YES and dice.chance(0.7) else "",
        adjustments=needs.adjustments if dice.chance(0.6) else "",
        minutes=None if declined else dice.number(2, 12) * 5,
        topics=frozenset({Topic.WHAT_MATTERS}),
        offer_declined=declined,
        said="Offered; would rather not talk about it now." if declined else words.say("values", dice),
        wanted="" if declined else words.say("keep", dice),
        agreement=Agreement.NOT_DISCUSSED if declined else Agreement.NOT_RECORDED,
        held_by=held_by,
        conversation_id=dice.uuid(),
    )


def consultee(outline: Outline, attorney: Attorney | None) -> tuple[str, str, ConversationWith]:
    """Return whom to consult: name, relationship, and in what standing."""
    if attorney is not None:
        return attorney.name, "Attorney", ConversationWith.ATTORNEY
    close = [each for each in outline.person.record.contacts if ContactRole.PAID_CARER not in each.roles]
    if close:
        return close[0].name, close[0].relationship, _standing(close[0])
    if outline.dice.chance(0.6):
        return "Independent advocate", "IMCA", ConversationWith.IMCA
    return "Key worker", "Paid carer", ConversationWith.PAID_CARER


def _standing(contact: Contact) -> ConversationWith:
    if ContactRole.PARENT in contact.roles:
        return ConversationWith.PARENT
    return _KIN_ROLES.get(contact.relationship.lower(), ConversationWith.FAMILY)


def _early_talk(outline: Outline) -> tuple[Conversation, ...]:
    """Return a conversation about what matters, weeks or months before, with those who had one."""
    if not outline.dice.chance(0.45):
        return ()
    at = outline.signed_at - timedelta(days=outline.dice.number(20, 300), minutes=outline.dice.number(0, 90))
    return (lone_talk(outline.person, at, outline.signer.name, outline.dice),)


def _talked_at(outline: Outline) -> datetime:
    dice = outline.dice
    if outline.has(Fault.LATE_TALK):
        return outline.signed_at + timedelta(days=dice.number(1, 3), minutes=dice.number(0, 200))
    if dice.chance(0.6):
        return outline.signed_at - timedelta(minutes=dice.number(15, 110))
    return outline.signed_at - timedelta(days=dice.number(1, 25), minutes=dice.number(0, 90))


def _moment(outline: Outline) -> Moment:
    at, only_day = _talked_at(outline), outline.dice.chance(0.15)
    return Moment.of(at.date() if only_day and not outline.has(Fault.LATE_TALK) else at)


def _with_person(outline: Outline, *, took_part: bool = False) -> Conversation:
    dice, person = outline.dice, outline.person
    needs, mode = person.record.needs, dice.weigh(_MODES)
    return Conversation(
        at=_moment(outline),
        with_whom=ConversationWith.PERSON,
        with_name=person.record.name.full if person.record.name else "",
        others_present=_others(person.record.contacts, dice),
        mode=mode,
        where=_where(outline, mode),
        language=needs.language,
        interpreter="Interpreter present" if needs.interpreter is Answer.YES and dice.chance(0.93) else "",
        adjustments=_adjustments(person, dice),
        minutes=dice.number(2, 14) * 5 if dice.chance(0.7) else None,
        topics=_topics(outline),
        information_given=_information(outline),
        said="" if outline.has(Fault.NO_SUMMARY) else outline.say("took_part" if took_part else "said"),
        understood="" if took_part else outline.say("understands"),
        wanted=outline.say("wanted"),
        agreement=Agreement.NOT_RECORDED if took_part else _agreement(outline),
        disagreement_words=outline.say("against") if outline.disagreed and not took_part else "",
        second_opinion_offered=_second_opinion(outline),
        held_by=outline.signer.name,
        conversation_id=dice.uuid(),
    )


def _with_consultee(outline: Outline, attorney: Attorney | None) -> Conversation:
    dice = outline.dice
    name, relationship, standing = consultee(outline, attorney)
    mode = dice.weigh(_AWAY_MODES)
    return Conversation(
        at=_moment(outline),
        with_whom=standing,
        with_name=name,
        with_relationship=relationship,
        mode=mode,
        where=_where(outline, mode),
        minutes=dice.number(2, 10) * 5 if dice.chance(0.65) else None,
        topics=_topics(outline),
        told_they_advise=Answer.YES if dice.chance(0.7) else Answer.UNKNOWN,
        information_given=_information(outline),
        said="" if outline.has(Fault.NO_SUMMARY) else outline.say("said"),
        understood=outline.say("asked"),
        wanted=outline.say("view"),
        agreement=_agreement(outline),
        disagreement_words=outline.say("against") if outline.disagreed else "",
        second_opinion_offered=_second_opinion(outline),
        held_by=outline.signer.name,
        conversation_id=dice.uuid(),
    )


def _agreement(outline: Outline) -> Agreement:
    if outline.disagreed:
        return Agreement.DISAGREED
    return Agreement.AGREED if outline.dice.chance(0.9) else Agreement.NOT_RECORDED


def _second_opinion(outline: Outline) -> Answer:
    if not outline.disagreed:
        return Answer.UNKNOWN
    return Answer.YES if outline.dice.chance(0.7) else Answer.NO


def _topics(outline: Outline) -> frozenset[Topic]:
    if outline.recommendation is CprRecommendation.NONE:
        return frozenset({Topic.WHAT_MATTERS, Topic.HEALTH})
    more = outline.dice.some((Topic.TREATMENTS, Topic.PLACE, Topic.WHAT_MATTERS), outline.dice.number(0, 3))
    return _DECISION | frozenset(more)


def _information(outline: Outline) -> str:
    return "" if outline.has(Fault.NO_INFORMATION) else outline.say("information")


def _adjustments(person: Person, dice: Dice) -> str:
    needs = person.record.needs
    asked = "; ".join(words for words in (needs.communication, needs.adjustments) if words)
    return f"As needed: {asked[0].lower()}{asked[1:]}" if asked and dice.chance(0.93) else ""


def _others(contacts: Sequence[Contact], dice: Dice) -> str:
    if not contacts or not dice.chance(0.4):
        return ""
    return f"{contacts[0].name} ({contacts[0].relationship.lower()})"


def _where(outline: Outline, mode: Mode) -> str:
    if mode is not Mode.IN_PERSON:
        return ""
    if outline.scope is Scope.EPISODE:
        return outline.dice.pick(("On the ward", "In a side room", "In the relatives' room"))
    return _place(outline.person, outline.dice)


def _place(person: Person, dice: Dice) -> str:
    if person.traits.in_a_home:
        return dice.pick(("In their room", "In the quiet lounge", "In the garden"))
    return dice.pick(("At home", "At home", "At the surgery"))


def before(talks: Sequence[Conversation], signed_at: datetime) -> tuple[Conversation, ...]:
    """Return the conversations held by the time of a signature, as a record of them could know, oldest first."""
    signed = Moment.of(signed_at)
    held = [talk for talk in talks if not talk.at.is_after(signed)]
    return tuple(sorted(held, key=lambda talk: (talk.at.day, talk.at.time or signed_at)))
