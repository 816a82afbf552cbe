"""Whole plans of others by FHIR: shown as reported, with a draft beside that holds what they say; nothing is signed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from tests.builders import drafts, plans, who
from tests.builders import reports_in as sent
from tests.builders.fhir_clients import FhirClient, issue

from accord.domain.plan.clinical import Advice, CprRecommendation, Intervention, Treatment, Treatments
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare, Scope, Setting, SharingWishes
from accord.people.queries import identities
from accord.plans.models import Current, Draft
from accord.plans.queries import drafts as draft_queries
from accord.plans.queries import standing
from accord.plans.queries.reports import settled
from accord.projections.emergency import EmergencyView, view
from accord.projections.fhir.documents import document
from accord.projections.fhir.questionnaires import SYSTEM
from accord.projections.sections import sections

NOT_FOR = "CPR attempts not recommended"


def shown(person: UUID) -> EmergencyView:
    held = identities.of(person)
    assert held
    return view(standing.sheet(person), held, timezone.now(), viewer_organisation="Y90001")


def elsewhere(person: UUID, version: UUID | None = None, **parts: Any) -> dict[str, Any]:
    """Return the document of a plan that another copy of this software signed for the same person."""
    held = identities.of(person)
    assert held
    plan = replace(plans.enduring_plan(), **parts)
    signed = plans.signed(plan, person=replace(held, person_id=uuid4()))
    signed = replace(signed, person_id=signed.person.person_id)
    return document(signed, version or uuid4(), sections(signed.plan))


@pytest.fixture
def hospital() -> FhirClient:
    return FhirClient("R9901")


def test_plan_for_an_admission_says_so_where_crews_read_it(hospital: FhirClient, person: UUID) -> None:
    sent.send(hospital, elsewhere(person, setting=Setting(scope=Scope.EPISODE)))
    sent.send(hospital, elsewhere(person))
    lines = [any("for an admission" in line for line in each.lines) for each in shown(person).reported]
    assert sorted(lines) == [False, True]


def test_document_of_another_copy_is_reported_with_a_draft_beside(hospital: FhirClient, person: UUID) -> None:
    answer = sent.send(hospital, elsewhere(person))
    (report,) = shown(person).reported
    draft = Draft.objects.get(person_id=person)
    assert (answer.status_code, report.cpr, "Oak Hospital" in report.reported) == (201, NOT_FOR, True)
    assert any("Dr Ada Moss" in line for line in report.lines)
    assert draft_queries.view(draft.id).parts.keys() >= {PartName.CPR, PartName.TREATMENTS, PartName.WHAT_MATTERS}
    assert (draft.organisation_id, Current.objects.filter(person_id=person).exists()) == (who.site("Y90001"), False)


def test_draft_of_a_document_is_signed_by_a_clinician_alone(hospital: FhirClient) -> None:
    person = drafts.person_with_talk()
    sent.send(hospital, elsewhere(person))
    drafts.signed(person)
    assert [each.settlement.value for each in settled(person)] == ["confirmed"]


def test_later_version_of_another_copy_takes_the_place_of_the_earlier(hospital: FhirClient, person: UUID) -> None:
    later = replace(plans.enduring_plan().cpr or drafts.cpr(), recommendation=CprRecommendation.FOR_CPR)
    for made in (elsewhere(person), elsewhere(person, cpr=later)):
        sent.send(hospital, made)
    assert [each.cpr for each in shown(person).reported] == ["CPR attempts recommended"]
    assert [each.settlement.value for each in settled(person)] == ["replaced"]
    assert Draft.objects.filter(person_id=person, state="open").count() == 1


def test_objection_of_a_document_does_not_hide_what_was_signed_here(hospital: FhirClient) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    sent.send(hospital, elsewhere(person, sharing=SharingWishes(consent=ConsentToShare.REFUSED)))
    assert shown(person).is_shared
    assert any("has objected to sharing" in line for line in shown(person).reported[0].lines)


def test_form_of_others_is_reported(hospital: FhirClient, person: UUID, number: str) -> None:
    answer = {"system": "http://snomed.info/sct", "code": "304253006"}
    made = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "questionnaire": "https://example.fhir.nhs.uk/Questionnaire/ReSPECT",
        "subject": sent.whom(number),
        "item": [{"linkId": "6194338778785", "answer": [{"valueCoding": answer}]}],
    }
    assert (sent.send(hospital, made).status_code, shown(person).reported[0].cpr) == (201, NOT_FOR)


def test_bundle_that_is_no_document_is_refused(hospital: FhirClient) -> None:
    answer = sent.send(hospital, {"resourceType": "Bundle", "type": "collection"})
    assert (answer.status_code, issue(answer)[0]) == (422, "business-rule")


def test_pointer_is_reported_and_says_nothing_about_cpr(hospital: FhirClient, person: UUID, number: str) -> None:
    answer = sent.send(hospital, sent.pointer(number, masterIdentifier=sent.named("7")[0]))
    (report,) = shown(person).reported
    assert (answer.status_code, Draft.objects.filter(person_id=person).exists()) == (201, False)
    assert report.cpr == "that Oak Hospital holds: ReSPECT form. What that says is not here"
    assert "To be had at https://oak.example.nhs.uk/plans/7" in report.lines


def test_treatments_that_differ_from_a_plan_signed_here_are_named(hospital: FhirClient, person: UUID) -> None:
    ours, theirs = (
        Treatments(recommendations=(Treatment(intervention=Intervention.INTUBATION, advice=advice),))
        for advice in (Advice.RECOMMENDED, Advice.NOT_RECOMMENDED)
    )
    drafts.signed(person, parts={**drafts.USUAL, PartName.TREATMENTS: ours})
    sent.send(hospital, elsewhere(person, treatments=theirs))
    (report,) = shown(person).reported
    said = "says of intubation: recommended. This report says: not recommended."
    assert any(said in each for each in report.contradictions)


def test_refusal_is_held_against_a_plan_that_recommends_it(hospital: FhirClient, person: UUID, number: str) -> None:
    ours = Treatments(recommendations=(Treatment(intervention=Intervention.DIALYSIS, advice=Advice.RECOMMENDED),))
    drafts.signed(person, parts={**drafts.USUAL, PartName.TREATMENTS: ours})
    code = {"system": SYSTEM, "code": "treatments.recommendations.intervention.dialysis"}
    denied = {"type": "deny", "code": [{"coding": [code], "text": "Dialysis"}, {"text": "Blood"}]}
    assert sent.send(hospital, sent.consent(number, provision=denied)).status_code == 201
    (report,) = shown(person).reported
    assert any("refused by the person" in each for each in report.contradictions)
    assert any("Not compared with" in each and "which treatment it is: Blood" in each for each in report.lines)
