"""The justification under a signature that something expected by law would have stopped."""

from __future__ import annotations

from dataclasses import replace

from accord.domain.choices import Answer
from accord.domain.plan.documents import Plan, SignedDocument
from accord.domain.plan.keeping import Justification, StopReason
from accord.projections.facts import FactContext, Site, plan_facts
from accord.soundness.assessments import assess
from accord.synth.dice import Dice, Weights
from accord.synth.faults import BAD_REASONS, Fault
from accord.synth.outlines import Outline
from accord.synth.people import Person

_REASONS: Weights[StopReason] = Weights.of(
    {
        StopReason.DONE_NOT_RECORDED_HERE: 40,
        StopReason.WILL_FOLLOW: 30,
        StopReason.EMERGENCY: 15,
        StopReason.OUT_OF_HOURS: 10,
        StopReason.DOES_NOT_FIT: 5,
    }
)
_STOPPING = BAD_REASONS | {Fault.NO_TALK, Fault.LATE_TALK, Fault.CONTRADICTION}
_WORDS = {
    StopReason.DONE_NOT_RECORDED_HERE: "Talked through by the ward last week; their note is in the hospital record.",
    StopReason.WILL_FOLLOW: "To be talked through with the family on Thursday, with the interpreter.",
    StopReason.EMERGENCY: "Deteriorating now.",
    StopReason.OUT_OF_HOURS: "Night; to be looked at again in the morning.",
    StopReason.DOES_NOT_FIT: "The need that is recorded is an old one.",
}


def site_of(person: Person) -> Site:
    """Return where a person is cared for: their home, else their practice; nothing is said of a restricted person."""
    traits = person.traits
    if person.record.restricted:
        return Site()
    site = traits.site or traits.practice
    return Site(code=site.code, type=site.site_type.value, area_code=traits.area.location)


def may_stop(outline: Outline, plan: Plan) -> bool:
    """Whether anything in a record might stop a signature: only such a record is worth judging by its facts."""
    told = plan.involvement
    if told is None or outline.faults & _STOPPING or outline.blanket or not outline.person.traits.is_adult:
        return True
    unsaid = told.not_involved_reason is not None or told.nobody_to_consult is Answer.YES
    return unsaid or told.adjustments_made is Answer.NO or outline.person.record.needs.interpreter is Answer.YES


def justified(document: SignedDocument, person: Person, dice: Dice) -> SignedDocument:
    """Return the document with a justification where its own facts would have stopped the signature."""
    context = FactContext(site=site_of(person), characteristics=person.record.characteristics)
    facts = plan_facts(
        plan=document.plan,
        person=document.person,
        signature=document.signature,
        context=context,
        now=document.signature.signed_at,
    )
    stops = tuple(result.rule.id for result in assess(facts).stops)
    if not stops:
        return document
    reason = dice.weigh(_REASONS)
    given = Justification(reason=reason, words=_WORDS[reason], rules=stops)
    return replace(document, signature=replace(document.signature, justification=given))
