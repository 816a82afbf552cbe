"""What a signed plan recommends, in FHIR R4: the CPR status, treatments, binding refusals, and a flag.

Codes: reference/data-items.md 2.3. SNOMED CT has none for modified CPR and for no recommendation: those are our own.
A recommendation is advice to whoever is there; a refusal that binds is said apart, as a Consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.findings import Outcome
from accord.domain.legal.lpa import LastingPower
from accord.domain.legal.validity import Validity, validities
from accord.domain.plan.clinical import Advice, CprRecommendation, Treatment
from accord.domain.plan.documents import SignedDocument
from accord.projections.fhir.elements import Made, coding, concept, reference, without_gaps
from accord.projections.fhir.questionnaires import SYSTEM
from accord.projections.fhir.systems import SNOMED

RESUSCITATION_STATUS = "304251008", "Resuscitation status"
_CPR = {
    CprRecommendation.FOR_CPR: ("450475007", "For attempted cardiopulmonary resuscitation"),
    CprRecommendation.NOT_FOR_CPR: ("450476008", "Not for attempted cardiopulmonary resuscitation"),
}
_CATEGORY = "http://terminology.hl7.org/CodeSystem/flag-category"
_CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
_CONSENT_CATEGORY = "http://terminology.hl7.org/CodeSystem/consentcategorycodes"
ACT = "https://www.legislation.gov.uk/ukpga/2005/9/section/26"
"""Mental Capacity Act 2005, section 26: the effect of an advance decision."""


def observation(signed: SignedDocument, version_id: UUID) -> Made | None:
    """Return the CPR status that a plan recommends; None where the plan says nothing about CPR."""
    cpr = signed.plan.cpr
    if cpr is None or cpr.recommendation is None:
        return None
    return without_gaps(
        {
            "resourceType": "Observation",
            "id": f"cpr.{version_id}",
            "status": "final",
            "code": concept(SNOMED, *RESUSCITATION_STATUS),
            "subject": reference("Patient", signed.person_id),
            "effectiveDateTime": str(cpr.decided_at or signed.signature.signed_at.isoformat()),
            "performer": [reference("Practitioner", signed.signature.author.staff_id)],
            "valueCodeableConcept": value_of(cpr.recommendation),
            "derivedFrom": [reference("QuestionnaireResponse", version_id)],
        }
    )


def value_of(recommendation: CprRecommendation) -> Made:
    """Return a recommendation about CPR as a concept: by SNOMED CT where it has one, and always by our own code."""
    ours = coding(SYSTEM, f"cpr.recommendation.{recommendation.value}", recommendation.words)
    theirs = [coding(SNOMED, *_CPR[recommendation])] if recommendation in _CPR else []
    return {"coding": [*theirs, ours], "text": recommendation.words}


def care_plan(signed: SignedDocument, version_id: UUID) -> Made | None:
    """Return the recommendations about treatments; None where there are none."""
    held = signed.plan.treatments
    if held is None:
        return None
    said = [each.words for each in (held.focus, held.escalation) if each] + [held.guidance]
    return without_gaps(
        {
            "resourceType": "CarePlan",
            "id": str(version_id),
            "status": "active",
            "intent": "plan",
            "category": [concept(SNOMED, "735324008", "Treatment escalation plan")],
            "title": "Treatment and escalation",
            "description": ". ".join(each.rstrip(".") for each in said if each),
            "subject": reference("Patient", signed.person_id),
            "created": signed.signature.signed_at.isoformat(),
            "author": reference("Practitioner", signed.signature.author.staff_id),
            "activity": [{"detail": _detail(each)} for each in held.recommendations],
        }
    )


def _detail(treatment: Treatment) -> Made:
    name = treatment.other_name or treatment.intervention.words
    condition = f"{treatment.advice.words} {treatment.condition}".strip() if treatment.condition else ""
    code = f"treatments.recommendations.intervention.{treatment.intervention.value}"
    return without_gaps(
        {
            "code": concept(SYSTEM, code, treatment.intervention.words, text=name),
            "status": "unknown" if treatment.advice is Advice.UNKNOWN else "not-started",
            "doNotPerform": True if treatment.advice is Advice.NOT_RECOMMENDED else None,
            "description": ". ".join(
                each.rstrip(".") for each in (condition or treatment.advice.words, treatment.words) if each
            ),
        }
    )


def consents(signed: SignedDocument) -> Iterator[Made]:
    """Yield the refusals of advance decisions whose record shows all that makes them valid.

    One that lacks something is among the answers of the form, and is no Consent: a reader would take it to bind.
    """
    legal = signed.plan.legal
    for place, decision in enumerate(legal.advance_decisions, start=1):
        valid = _valid(decision, legal.lasting_powers)
        if valid:
            yield _consent(signed, place, decision, valid)


def _valid(decision: AdvanceDecision, powers: Iterable[LastingPower]) -> list[Validity]:
    return [each for each in validities(decision, powers) if each.outcome is Outcome.MET and each.treatment.words]


def _consent(signed: SignedDocument, place: int, decision: AdvanceDecision, valid: list[Validity]) -> Made:
    refused = [concept(text=each.treatment.name) for each in valid]
    return without_gaps(
        {
            "resourceType": "Consent",
            "id": f"adrt.{place}.{signed.person_id}",
            "status": "active",
            "scope": concept(_CONSENT_SCOPE, "adr", "Advanced Care Directive"),
            "category": [concept(_CONSENT_CATEGORY, "acd", "Advance Directive")],
            "patient": reference("Patient", signed.person_id),
            "dateTime": decision.made_on.isoformat() if decision.made_on else "",
            "policy": [{"uri": ACT}],
            "provision": {"type": "deny", "code": refused},
        }
    )


def flag(signed: SignedDocument, *, ends_at: datetime | None = None) -> Made | None:
    """Return the alert that a recommendation about CPR is there. Its end is when the plan ends, never a review date."""
    cpr = signed.plan.cpr
    if cpr is None or cpr.recommendation in (None, CprRecommendation.NONE):
        return None
    begins = str(cpr.decided_at or signed.signature.signed_at.isoformat())
    return {
        "resourceType": "Flag",
        "id": f"cpr.{signed.person_id}",
        "status": "active",
        "category": [concept(_CATEGORY, "advance-directive", "Advance Directive")],
        "code": value_of(cpr.recommended),
        "subject": reference("Patient", signed.person_id),
        "period": without_gaps({"start": begins, "end": ends_at.isoformat() if ends_at else ""}),
        "author": reference("Practitioner", signed.signature.author.staff_id),
    }
