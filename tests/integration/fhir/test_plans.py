"""Plans by FHIR: what is current and nothing else, as much as the reader may see, with the status in words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.fhir_clients import FhirClient, issue, said

from accord.access.models import AccessLog
from accord.domain.lifecycle import CancelReason
from accord.domain.people import Verification
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare, SharingWishes
from accord.plans.actions import cancellations, suspensions

KINDS = ("CarePlan", "Composition", "Consent", "Flag", "Observation", "Provenance", "QuestionnaireResponse")


def found(client: FhirClient, kind: str, person: UUID) -> list[dict[str, Any]]:
    entries = said(client.get(f"{kind}?patient={person}")).get("entry", [])
    return [each["resource"] for each in entries if each["search"]["mode"] == "match"]


def words(client: FhirClient, person: UUID) -> str:
    entries = said(client.get(f"Observation?patient={person}"))["entry"]
    said_beside = [each["resource"] for each in entries if each["search"]["mode"] == "outcome"]
    return " ".join(each["issue"][0]["diagnostics"] for each in said_beside)


@pytest.fixture
def signed() -> tuple[UUID, UUID]:
    person = drafts.person_with_talk()
    return person, drafts.signed(person).version_id


def test_status_is_read_by_patient_and_leaves_its_trace(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    person, version = signed
    (status,) = found(client, "Observation", person)
    assert status["id"] == f"cpr.{version}"
    assert status["valueCodeableConcept"]["coding"][0]["code"] == "450476008"
    assert AccessLog.objects.filter(person_id=person, what="fhir_plan").count() == 1


def test_document_is_read_as_it_was_signed(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    bundle = said(client.get(f"Bundle/{signed[1]}"))
    assert bundle["type"] == "document"
    assert "Severe heart failure" in str(bundle)


@pytest.mark.parametrize("kind", ["QuestionnaireResponse", "Composition", "Provenance"])
def test_parts_of_the_document_are_read_by_id(client: FhirClient, signed: tuple[UUID, UUID], kind: str) -> None:
    assert said(client.get(f"{kind}/{signed[1]}"))["resourceType"] == kind


def test_no_plan_is_no_answer(client: FhirClient, person: UUID) -> None:
    assert [found(client, kind, person) for kind in KINDS] == [[]] * len(KINDS)
    assert "No plan is known here" in words(client, person)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_listed(client: FhirClient, kind: str) -> None:
    assert issue(client.get(kind))[0] == "required"
    assert issue(client.get(f"{kind}?_id={UUID(int=3)}"))[0] == "required"


def test_replaced_plan_is_not_read(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    person, first = signed
    second = drafts.signed(person).version_id
    assert [each["id"] for each in found(client, "Provenance", person)] == [str(second)]
    answer = client.get(f"Bundle/{first}")
    assert (answer.status_code, issue(answer)[0]) == (410, "deleted")


def test_cancelled_plan_is_not_read(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    person, version = signed
    cancellations.cancel(version_id=version, reason=CancelReason.ERROR, by=drafts.gp())
    assert found(client, "Observation", person) == []
    assert client.get(f"Observation/cpr.{version}").status_code == 410


def test_suspended_plan_gives_no_status(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    person, version = signed
    now = drafts.a_moment_ago()
    suspensions.suspend(version_id=version, from_at=now, until=None, why="Operation", by=drafts.gp())
    assert found(client, "Observation", person) == found(client, "Flag", person) == []
    assert "Suspended: attempt CPR" in words(client, person)


def test_objection_is_said_and_never_read_as_no_plan(person: UUID) -> None:
    wishes = SharingWishes(consent=ConsentToShare.REFUSED)
    drafts.signed(person, by=drafts.gp(), parts={**drafts.USUAL, PartName.SHARING: wishes})
    home = FhirClient("VL901")
    drafts.move_in(person)
    assert found(home, "Observation", person) == []
    assert "Not shared at the person's request" in words(home, person)


def test_unverified_number_is_said() -> None:
    person = who.recorded(verification=Verification.PRESENT_NOT_TRACED)
    drafts.move_in(person)
    drafts.signed(person)
    assert "has not been verified" in words(FhirClient("VL901"), person)
