"""A plan as sheets, by FHIR: a printed copy like any other, with its code and its trace."""

from __future__ import annotations

import base64
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import drafts
from tests.builders.fhir_clients import FhirClient, issue, said
from tests.builders.reports_in import send

from accord.access.models import AccessLog
from accord.domain.lifecycle import CancelReason
from accord.plans.actions import cancellations
from accord.sharing.queries import copies
from accord.sharing.queries.copies import CopyStanding


@pytest.fixture
def signed() -> tuple[UUID, UUID]:
    person = drafts.person_with_talk()
    return person, drafts.signed(person).version_id


def path_of(signed: tuple[UUID, UUID]) -> str:
    return f"Composition/{signed[1]}/$document"


def test_sheets_are_read_and_are_a_copy_that_tells_what_became_of_it(
    client: FhirClient, signed: tuple[UUID, UUID]
) -> None:
    person, version = signed
    made = said(client.get(f"Binary/{version}"))
    assert base64.b64decode(made["data"]).startswith(b"%PDF-")
    (copy,) = copies.of_person(person)
    assert (copy.code, copy.printed_name) == (made["meta"]["versionId"], "Ambulance dispatch")
    cancellations.cancel(version_id=version, reason=CancelReason.ERROR, by=drafts.gp())
    assert copies.standing_of(copy.code, timezone.now()) is CopyStanding.CANCELLED


def test_sheets_leave_their_trace(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    client.get(f"Binary/{signed[1]}")
    assert AccessLog.objects.filter(person_id=signed[0], what="fhir_copy").count() == 1


def test_cancelled_plan_is_not_printed(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    person, version = signed
    cancellations.cancel(version_id=version, reason=CancelReason.ERROR, by=drafts.gp())
    answer = client.get(f"Binary/{version}")
    assert (answer.status_code, issue(answer)[0]) == (410, "deleted")
    assert copies.of_person(person) == ()


def test_organisation_that_nothing_connects_is_not_given_sheets(signed: tuple[UUID, UUID]) -> None:
    answer = FhirClient(organisation="VL901").get(f"Binary/{signed[1]}")
    assert answer.status_code == 403
    assert copies.of_person(signed[0]) == ()


def test_unknown_sheets_are_not_found(client: FhirClient, person: UUID) -> None:
    assert client.get(f"Binary/{person}").status_code == 404


def test_document_holds_the_same_plan_as_sheets_that_are_a_copy(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    made = said(client.get(path_of(signed)))
    composition, sheets = made["entry"][0]["resource"], made["entry"][-1]["resource"]
    assert base64.b64decode(sheets["data"]).startswith(b"%PDF-")
    (copy,) = copies.of_person(signed[0])
    section = composition["section"][-1]
    assert section["entry"][0]["reference"] == f"Binary/{signed[1]}"
    assert copy.code in section["text"]["div"]
    alone = said(client.get(f"Bundle/{signed[1]}"))
    assert [each["resource"]["resourceType"] for each in alone["entry"]] == [
        each["resource"]["resourceType"] for each in made["entry"][:-1]
    ]


def test_document_of_a_cancelled_plan_is_not_printed(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    cancellations.cancel(version_id=signed[1], reason=CancelReason.ERROR, by=drafts.gp())
    assert client.get(f"Composition/{signed[1]}/$document").status_code == 410
    assert copies.of_person(signed[0]) == ()


def test_document_with_sheets_has_its_own_time_and_identifier_and_names_the_version(
    client: FhirClient, signed: tuple[UUID, UUID]
) -> None:
    made, alone = said(client.get(path_of(signed))), said(client.get(f"Bundle/{signed[1]}"))
    (copy,) = copies.of_person(signed[0])
    assert made["identifier"]["value"] == copy.code
    assert "id" not in made
    assert made["timestamp"] > alone["timestamp"]
    assert made["entry"][0]["resource"]["identifier"] == alone["identifier"]


def test_document_with_sheets_is_taken_by_another_accord_without_them_and_once(
    client: FhirClient, signed: tuple[UUID, UUID]
) -> None:
    other, alone = FhirClient("R9901"), said(client.get(f"Bundle/{signed[1]}"))
    taken = [send(other, said(client.get(path_of(signed)))) for _ in range(2)]
    assert [each.status_code for each in taken] == [201, 200]
    held = said(taken[0])
    assert held["entry"] == alone["entry"]


def test_document_needs_the_scope_of_everything_in_it(signed: tuple[UUID, UUID]) -> None:
    answer = FhirClient(scopes="system/Composition.rs system/Binary.rs").get(path_of(signed))
    assert answer.status_code == 403
    assert copies.of_person(signed[0]) == ()


def test_document_is_posted_for_as_well(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    assert client.ask(path_of(signed), {"name": "persist", "valueBoolean": False}).status_code == 200
    assert issue(client.ask(path_of(signed), {"name": "persist", "valueBoolean": True}))[0] == "not-supported"
    assert len(copies.of_person(signed[0])) == 1


@pytest.mark.parametrize("path", ["Binary/{}", "Composition/{}/$document"])
def test_whoever_asks_for_headers_alone_prints_nothing(
    client: FhirClient, signed: tuple[UUID, UUID], path: str
) -> None:
    answer = client.head(path.format(signed[1]))
    assert (answer.status_code, copies.of_person(signed[0])) == (405, ())


def test_sheets_are_never_those_that_are_known_already(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    assert client.get(f"Binary/{signed[1]}", If_None_Match="*").status_code == 200


def test_sheets_are_given_as_they_are_to_whoever_takes_nothing_else(
    client: FhirClient, signed: tuple[UUID, UUID]
) -> None:
    answer = client.get(f"Binary/{signed[1]}", Accept="application/pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["X-Security-Context"] == f"Patient/{signed[0]}"
    assert client.get(f"Bundle/{signed[1]}", Accept="application/pdf").status_code == 406
