"""People by FHIR: found by number or exact details, never listed, and never without a trace."""

from __future__ import annotations

from uuid import UUID

import pytest
from tests.builders import who
from tests.builders.fhir_clients import FhirClient, issue, said

from accord.access.models import AccessLog
from accord.domain.people import Contact, ContactRole
from accord.projections.fhir.systems import NHS_NUMBER


def test_person_is_found_by_number(client: FhirClient, person: UUID, number: str) -> None:
    bundle = said(client.by_number(number))
    assert bundle["total"] == 1
    assert bundle["entry"][0]["resource"]["id"] == str(person)
    assert number not in str(bundle["link"])


def test_number_never_stands_in_an_address(client: FhirClient, person: UUID, number: str) -> None:
    answer = client.get(f"Patient?identifier={NHS_NUMBER}%7C{number}")
    assert (answer.status_code, issue(answer)[0]) == (400, "security")


@pytest.mark.parametrize(
    "path", ["Organization?identifier=9990000018", "Organization?name=Elm&identifier=999+000+0018"]
)
def test_number_stands_in_no_other_address(client: FhirClient, path: str) -> None:
    assert issue(client.get(path))[0] == "security"


def test_person_is_found_by_exact_details(client: FhirClient, person: UUID) -> None:
    sought = {"family": "hartley", "birthdate": who.BORN.isoformat(), "address-postalcode": "zz99 3ab"}
    assert said(client.post("Patient/_search", sought))["total"] == 1
    assert said(client.post("Patient/_search", {**sought, "family": "Hartly"}))["total"] == 0


@pytest.mark.parametrize("form", [{}, {"family": "Hartley"}, {"birthdate": "1941-05-17"}])
def test_people_are_not_listed(client: FhirClient, person: UUID, form: dict[str, str]) -> None:
    answer = client.post("Patient/_search", form)
    assert (answer.status_code, issue(answer)[0]) == (400, "required")


def test_read_leaves_its_trace_first(client: FhirClient, person: UUID) -> None:
    made = said(client.get(f"Patient/{person}"))
    assert made["birthDate"] == who.BORN.isoformat()
    (look,) = AccessLog.objects.filter(person_id=person)
    assert (look.what, look.basis, look.purpose) == ("fhir_patient", "registered", "care")


def test_system_of_elsewhere_is_refused_and_told_nothing(person: UUID) -> None:
    answer = FhirClient("R9901").get(f"Patient/{person}")
    assert (answer.status_code, issue(answer)[0]) == (403, "forbidden")
    assert "Hartley" not in answer.content.decode()


def test_nobody_has_this_id(client: FhirClient) -> None:
    assert [client.get(f"Patient/{each}").status_code for each in (UUID(int=5), "word")] == [404, 404]


def test_version_that_is_known_is_not_sent_again(client: FhirClient, person: UUID) -> None:
    tag = client.get(f"Patient/{person}")["ETag"]
    again = client.get(f"Patient/{person}", If_None_Match=tag)
    assert (again.status_code, again.content) == (304, b"")


def test_contacts_are_found_by_whose_they_are(client: FhirClient) -> None:
    daughter = Contact(name="Ruth Hartley", relationship="Daughter", roles=(ContactRole.PRIMARY,), phone="01632 960002")
    person_id = who.recorded(contacts=(daughter,))
    (entry,) = said(client.get(f"RelatedPerson?patient=Patient/{person_id}"))["entry"]
    assert said(client.get(f"RelatedPerson/{entry['resource']['id']}"))["name"] == [{"text": "Ruth Hartley"}]


def test_contacts_of_everybody_are_not_listed(client: FhirClient) -> None:
    assert issue(client.get("RelatedPerson"))[0] == "required"
