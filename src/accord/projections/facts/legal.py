"""The facts of what the law lets bind: advance decisions, lasting powers, and the refusal that a plan rests on."""

from __future__ import annotations

from collections.abc import Iterable

from accord.domain.choices import Answer
from accord.domain.facts import Cell
from accord.domain.legal.adrt import AdvanceDecision, Circumstances, SignedBy
from accord.domain.legal.findings import Outcome
from accord.domain.legal.later_powers import Order, order_of
from accord.domain.legal.lpa import HowDecide, LastingPower, LifeSustaining, LpaKind, LpaStatus
from accord.domain.legal.powers import covers
from accord.domain.legal.treatments import CPR, CPR_TREATMENT, RefusedTreatment
from accord.domain.legal.validity import Validity, validity
from accord.domain.plan.clinical import Basis
from accord.domain.plan.documents import Plan
from accord.domain.plan.people_involved import ConversationWith
from accord.domain.statements import Says
from accord.projections.confidants import same_name
from accord.projections.facts.cells import NO, UNKNOWN, YES, written
from accord.projections.facts.contexts import FactContext
from accord.projections.facts.conversations import Talks
from accord.projections.wishes import recorded_wishes

PRESENT = {
    Outcome.MET: "present_valid",
    Outcome.NOT_KNOWN: "present_unknown",
    Outcome.NOT_MET: "present_not_valid",
}
SHOWN = {Outcome.MET: YES, Outcome.NOT_MET: NO, Outcome.NOT_KNOWN: UNKNOWN}
ACTS = {
    HowDecide.JOINTLY: "jointly",
    HowDecide.JOINTLY_AND_SEVERALLY: "jointly_and_severally",
    HowDecide.MIXED: "jointly_for_some",
    HowDecide.NOT_STATED: "not_recorded",
}
LIFE_SUSTAINING = {LifeSustaining.OPTION_A: YES, LifeSustaining.OPTION_B: NO, LifeSustaining.UNKNOWN: UNKNOWN}


def legal_facts(plan: Plan, talks: Talks, context: FactContext) -> dict[str, Cell]:
    """Return the facts of every legal document, and of the refusal that the plan rests on."""
    legal = plan.legal
    withdrawn = any(each.says is Says.WITHDRAWS_ADRT for each in context.statements)
    return {
        **adrt_facts(legal.advance_decisions, legal.lasting_powers, withdrawn=withdrawn),
        "lpa": _lpa(legal.lasting_powers),
        **proxy_facts(plan, talks),
    }


def adrt_facts(
    decisions: Iterable[AdvanceDecision], powers: tuple[LastingPower, ...], *, withdrawn: bool
) -> dict[str, Cell]:
    """Return the facts of the advance decision that matters most: one refusing CPR first, a valid one first.

    A withdrawal that has been reported and not yet answered leaves a valid decision not known to be valid.
    """
    found = [(each, _validity(each, powers)) for each in decisions]
    if not found:
        return {}
    rank = list(PRESENT)
    decision, finding = min(found, key=lambda pair: (not pair[0].refusal_of(CPR), rank.index(pair[1].outcome)))
    outcome = Outcome.NOT_KNOWN if withdrawn and finding.outcome is Outcome.MET else finding.outcome
    met = {each.code: SHOWN[each.outcome] for each in finding.requirements}
    return {
        "adrt": PRESENT[outcome],
        "adrt_adult": met["adult"],
        "adrt_specific": written(any(each.name for each in decision.refusals)),
        "adrt_life_sustaining": _life_sustaining(decision),
        "adrt_refuses_cpr": YES if decision.refusal_of(CPR) else NO if decision.refusals else UNKNOWN,
        "adrt_had_capacity": decision.had_capacity.value,
        "adrt_written": decision.in_writing.value,
        "adrt_signed": _signed(decision),
        "adrt_witnessed": _both(decision.signature_witnessed, decision.witness_signed),
        "adrt_even_if_life_at_risk": decision.even_if_life_at_risk.value,
        "adrt_circumstances": _circumstances(decision),
        "adrt_lpa_order": _lpa_order(decision, powers, finding.treatment),
    }


def proxy_facts(plan: Plan, talks: Talks) -> dict[str, Cell]:
    """Return on whose refusal the plan rests, and what the lasting power gives, where its basis is one."""
    if plan.cpr is None or plan.cpr.basis is not Basis.ATTORNEY_REFUSAL:
        return {}
    powers = plan.legal.lasting_powers
    power = _relied_on(powers)
    facts: dict[str, Cell] = {"refusing_proxy": _refusing_proxy(plan, talks), "lpa_kind": "not_recorded"}
    if power is None:
        return facts
    kind = "health_and_welfare" if power.kind is LpaKind.PERSONAL_WELFARE else "property_and_affairs"
    registered = UNKNOWN if _is_open(power) else YES if power.is_registered else NO
    alone = len(power.active_attorneys) == 1
    return facts | {
        "lpa_kind": kind,
        "lpa_registered": registered,
        "lpa_life_sustaining": LIFE_SUSTAINING[power.life_sustaining],
        "attorneys_act": "alone" if alone else ACTS[power.deciding],
        "all_attorneys_refuse": _all_refuse(plan, power),
    }


def _validity(decision: AdvanceDecision, powers: tuple[LastingPower, ...]) -> Validity:
    refusal = decision.refusal_of(CPR)
    return validity(decision, powers, treatment=CPR_TREATMENT if refusal else None)


def _life_sustaining(decision: AdvanceDecision) -> str:
    answers = {each.sustains_life for each in decision.refusals}
    if Answer.YES in answers:
        return YES
    return NO if answers == {Answer.NO} else UNKNOWN


def _signed(decision: AdvanceDecision) -> str:
    answers = {SignedBy.SELF: YES, SignedBy.NOBODY: NO, SignedBy.UNKNOWN: UNKNOWN}
    return answers.get(decision.signed_by, decision.signed_in_presence.value)


def _both(*answers: Answer) -> str:
    if Answer.NO in answers:
        return NO
    return YES if set(answers) == {Answer.YES} else UNKNOWN


def _circumstances(decision: AdvanceDecision) -> str:
    return "not_recorded" if decision.circumstances is Circumstances.UNKNOWN else decision.circumstances.value


def _lpa(powers: tuple[LastingPower, ...]) -> str | None:
    welfare = [each for each in powers if each.kind is LpaKind.PERSONAL_WELFARE]
    if not welfare:
        return None
    if any(each.is_registered and not each.donor_problems for each in welfare):
        return "present_valid"
    return "present_unknown" if any(_is_open(each) for each in welfare) else "present_not_valid"


def _is_open(power: LastingPower) -> bool:
    """Whether it is not known that the power is in force for this person: no status here, or perhaps another donor."""
    return power.status is LpaStatus.UNKNOWN or bool(power.donor_problems)


def _lpa_order(decision: AdvanceDecision, powers: tuple[LastingPower, ...], about: RefusedTreatment) -> str:
    welfare = [each for each in powers if each.kind is LpaKind.PERSONAL_WELFARE]
    if not welfare:
        return _order_as_recorded(decision)
    found = {_order_to(decision, power, about) for power in welfare}
    worst_first = (
        "between_signing_and_registration",
        "lpa_later_covers",
        "not_recorded",
        "lpa_later_does_not_cover",
        "lpa_earlier",
    )
    return next(order for order in worst_first if order in found)


def _order_to(decision: AdvanceDecision, power: LastingPower, about: RefusedTreatment) -> str:
    order, covered = order_of(power, decision.made_on), covers(power, about)
    if order == Order.AFTER:
        return "lpa_earlier"
    if covered is Answer.NO:
        return "lpa_later_does_not_cover"
    if order == Order.BETWEEN:
        return "between_signing_and_registration"
    # an LPA that was never registered gives nothing, and one whose reach is not known settles nothing
    settled = order == Order.BEFORE and covered is Answer.YES and power.is_registered
    return "lpa_later_covers" if settled else "not_recorded"


def _order_as_recorded(decision: AdvanceDecision) -> str:
    if decision.later_lpa is Answer.NO:
        return "no_lpa"
    if decision.later_lpa is Answer.UNKNOWN or decision.later_lpa_covers is Answer.UNKNOWN:
        return "not_recorded"
    return "lpa_later_covers" if decision.later_lpa_covers is Answer.YES else "lpa_later_does_not_cover"


def _relied_on(powers: tuple[LastingPower, ...]) -> LastingPower | None:
    """Return the lasting power that a refusal would rest on: the person's own, health and welfare, registered first."""
    return min(
        powers,
        key=lambda each: (bool(each.donor_problems), each.kind is not LpaKind.PERSONAL_WELFARE, not each.is_registered),
        default=None,
    )


def _refusing_proxy(plan: Plan, talks: Talks) -> str:
    heard = {each.with_whom for each in talks.with_consultees} | {each.role for each in talks.consulted}
    if plan.legal.lasting_powers or ConversationWith.ATTORNEY in heard:
        return "attorney"
    if plan.legal.deputies or ConversationWith.DEPUTY in heard:
        return "deputy"
    return "other" if heard else "not_recorded"


def _all_refuse(plan: Plan, power: LastingPower) -> str:
    """Return whether each attorney who may act now is recorded as refusing; one who wants CPR answers no."""
    wishes = recorded_wishes(plan)
    said = [
        next((w for w in reversed(wishes) if same_name(w.name, each.name)), None) for each in power.active_attorneys
    ]
    if any(wish is not None and not wish.is_refusal for wish in said):
        return NO
    return YES if said and all(said) else UNKNOWN
