"""The facts of the decision itself: which, where, when, by whom, what and why."""

from __future__ import annotations

from datetime import datetime

from accord.domain.choices import Answer
from accord.domain.facts import Cell, codes_cell
from accord.domain.legal.treatments import PARTS_OF_CPR
from accord.domain.moments import Moment
from accord.domain.people import Identity
from accord.domain.plan.clinical import Advice, Cpr, CprRecommendation, Escalation, Treatments
from accord.domain.plan.documents import Plan
from accord.domain.plan.keeping import Signature
from accord.domain.plan.people_involved import BestInterests, Imca
from accord.domain.plan.wishes import CprWish, Place, Scope, Source, WhatMatters
from accord.domain.rationales import limit_codes, normalised_hash, other_words, phrase_codes
from accord.domain.statements import Says
from accord.projections.facts.cells import NO, UNKNOWN, YES, at_cells, choice_cell, written
from accord.projections.facts.contexts import FactContext
from accord.projections.wishes import latest_word

LIMITING = frozenset({Advice.CONDITIONAL, Advice.NOT_RECOMMENDED})
CEILINGS = frozenset({Escalation.SELECTED, Escalation.COMFORT})
VALID_WHERE = {Scope.ENDURING: "all_settings", Scope.EPISODE: "this_admission"}
SAID_WISHES = {Says.WANTS_CPR: CprWish.WANTS_CPR, Says.REFUSES_CPR: CprWish.DOES_NOT_WANT_CPR}


def decided_at(plan: Plan, signed_at: datetime) -> Moment:
    """Return when the decision was made: as recorded, else as the paper says, else when it was signed."""
    if plan.cpr and plan.cpr.decided_at:
        return plan.cpr.decided_at
    paper = plan.setting.paper_decided_on if plan.setting else None
    return Moment.of(paper or signed_at)


def identity_facts(plan: Plan, person: Identity, context: FactContext) -> dict[str, Cell]:
    """Return which decision this is, whose, and where the person was being cared for."""
    return {
        "decision_id": str(context.decision_id) if context.decision_id else None,
        "person_id": str(person.person_id),
        "site_code": context.site.code or None,
        "site_type": context.site.type or None,
        "area_code": context.site.area_code or None,
        "kind": context.kind or kind_of(plan),
    }


def kind_of(plan: Plan) -> str:
    """Return the kind of plan: for an admission a treatment escalation plan, with nothing beside CPR a DNACPR."""
    if plan.setting and plan.setting.scope is Scope.EPISODE:
        return "tep"
    beside = (plan.treatments, plan.what_matters, plan.understanding)
    return "respect" if any(beside) or plan.cpr is None else "dnacpr"


def signing_facts(
    plan: Plan, signature: Signature | None, context: FactContext, signed_at: datetime, now: datetime
) -> dict[str, Cell]:
    """Return when it was decided and signed, and by whom; a draft counts as signed now."""
    author = signature.author if signature else None
    senior = signature.senior_responsible if signature else Answer.UNKNOWN
    return {
        "signer_id": str(author.staff_id) if author else None,
        "signer_org_code": (author.organisation_code or None) if author else None,
        "signer_role": choice_cell(author.grade) if author else None,
        "signer_named": (YES if author.name else NO) if author else UNKNOWN,
        "signer_registered": (YES if author.registration else NO) if author else UNKNOWN,
        "signer_training_current": context.training_current.value,
        "signer_role_current": context.role_current.value,
        "signer_registration_current": context.registration_current.value,
        "senior_responsible": senior.value,
        "endorser_role": choice_cell(context.since.endorser_grade),
        **at_cells("decided_at", decided_at(plan, signed_at)),
        **at_cells("recorded_at", signed_at),
        **at_cells("signed_at", signed_at),
        **at_cells("as_at", now),
        **at_cells("endorsed_at", context.since.endorsed_at),
        **at_cells("endorsement_due_at", signature.endorsement_due if signature else None),
    }


def recommendation_facts(plan: Plan, context: FactContext) -> dict[str, Cell]:
    """Return what is recommended, and what was weighed."""
    cpr = plan.cpr or Cpr()
    best, capacity, setting = plan.best_interests, plan.capacity, plan.setting
    weighed = best.benefits_and_burdens if best else ""
    may_regain = cpr.may_regain_capacity is not Answer.UNKNOWN or (
        capacity is not None and (capacity.likely_to_regain is not Answer.UNKNOWN or bool(capacity.regain_words))
    )
    values = (best.beliefs_and_values, best.wishes_and_feelings) if best else ()
    from_elsewhere = setting is not None and setting.source not in (None, Source.NEW)
    return {
        "cpr": cpr.recommended.value,
        "basis": cpr.basis.value,
        "valid_where": VALID_WHERE[setting.scope] if setting else None,
        "burdens_benefits": written(cpr.burdens and cpr.benefits, weighed),
        "person_values": written(*_own_words(plan.what_matters), *values),
        "may_regain_capacity": written(may_regain),
        "foreseeable_arrest": cpr.foreseeable_arrest.value,
        "person_wish": _person_wish(plan, context),
        "team_discussed": cpr.team_discussed.value,
        "urgent": _urgent(cpr, best).value,
        "personalised_plan": written(*_own_words(plan.what_matters), _has_place(plan.what_matters)),
        "guidance_statement": UNKNOWN if from_elsewhere else YES,
        **treatment_facts(plan.treatments),
        **rationale_facts(cpr, context),
    }


def _urgent(cpr: Cpr, best: BestInterests | None) -> Answer:
    """Return whether it was urgent. An IMCA who "was needed, but the decision could not wait" says that it was."""
    could_not_wait = best is not None and best.imca is Imca.NEEDED_URGENT
    return Answer.YES if could_not_wait and cpr.urgent is Answer.UNKNOWN else cpr.urgent


def treatment_facts(treatments: Treatments | None) -> dict[str, Cell]:
    """Return whether anything is recommended beside CPR, and whether anything but CPR is limited."""
    if treatments is None:
        return {}
    decided = [
        each
        for each in treatments.recommendations
        if each.advice is not Advice.UNKNOWN and each.intervention.value not in PARTS_OF_CPR
    ]
    limited = any(each.advice in LIMITING for each in decided) or treatments.escalation in CEILINGS
    beside = (decided, treatments.focus, treatments.escalation, treatments.guidance)
    filled = bool(decided) or treatments.escalation is not None
    return {
        "other_recommendations": written(*beside),
        "limits_treatment": YES if limited else NO if filled else UNKNOWN,
    }


def rationale_facts(cpr: Cpr, context: FactContext) -> dict[str, Cell]:
    """Return the reason as written, and what was found in its words."""
    limits = codes_cell(limit_codes(" ".join((cpr.rationale, cpr.form_reason, cpr.modified_words))))
    text = cpr.rationale.strip()
    if not text:
        return {"cpr_text_limits": limits}
    return {
        "rationale": cpr.rationale,
        "rationale_codes": codes_cell(phrase_codes(text)),
        "rationale_hash": (normalised_hash(text, context.hash_key) or None) if context.hash_key else None,
        "rationale_recorded": YES,
        "rationale_length": len(text),
        "rationale_other_words": other_words(text),
        "same_rationale_people": context.same_rationale_people,
        "cpr_text_limits": limits,
    }


def other_current_plans(plan: Plan, context: FactContext) -> int | None:
    """Return how many other current plans give another CPR status; the layer above or below gives none of its own."""
    if context.other_plans is None:
        return None
    mine = plan.cpr.recommended if plan.cpr else CprRecommendation.NONE
    scope = plan.setting.scope if plan.setting else Scope.ENDURING
    rivals = [each for each in context.other_plans if each.scope in (None, scope)]
    return sum(CprRecommendation.NONE not in (each.cpr, mine) and each.cpr is not mine for each in rivals)


def _person_wish(plan: Plan, context: FactContext) -> str | None:
    latest = latest_word(context.statements)
    if latest:
        return SAID_WISHES[latest.says].value
    return plan.what_matters.cpr_wish.value if plan.what_matters else None


def _own_words(matters: WhatMatters | None) -> tuple[str, ...]:
    if matters is None:
        return ()
    return (matters.values, matters.fears, matters.daily_life, matters.faith_and_culture, matters.important_people)


def _has_place(matters: WhatMatters | None) -> bool:
    unsaid = (None, Place.NOT_DISCUSSED)
    return matters is not None and (matters.place_of_care not in unsaid or matters.place_of_death not in unsaid)
