"""Who looked, by FHIR: for the system's own organisation, with a scope that names it, and asking is itself a look."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.builders.fhir_clients import FhirClient, issue, said

from accord.access.models import AccessLog


def matches(answer: Any) -> list[dict[str, Any]]:
    return [each["resource"] for each in said(answer).get("entry", []) if each["search"]["mode"] == "match"]


def test_look_says_who_whose_what_and_why(client: FhirClient, person: UUID) -> None:
    client.get(f"Patient/{person}")
    look, _ = matches(client.get(f"AuditEvent?patient={person}"))
    assert look["agent"][0]["who"]["display"] == "Ambulance dispatch"
    assert look["agent"][1]["who"]["identifier"]["value"] == "Y90001"
    assert look["entity"][0]["what"]["reference"] == f"Patient/{person}"
    assert (look["subtype"][0]["code"], look["purposeOfEvent"][0]["text"]) == ("fhir_patient", "care")
    assert look["entity"][0]["detail"] == [{"type": "basis", "valueString": "registered"}]


def test_asking_is_itself_a_look(client: FhirClient, person: UUID) -> None:
    (look,) = matches(client.get(f"AuditEvent?entity=Patient/{person}"))
    assert (look["subtype"][0]["code"], AccessLog.objects.get(person_id=person).what) == ("fhir_audit", "fhir_audit")
    assert said(client.get(f"AuditEvent/{look['id']}"))["id"] == look["id"]
    assert AccessLog.objects.filter(person_id=person).count() == 2


def test_looks_for_other_organisations_are_not_told(client: FhirClient, person: UUID) -> None:
    client.get(f"Patient/{person}")
    other = FhirClient("R9901")
    mine = matches(client.get(f"AuditEvent?patient={person}"))
    assert {each["subtype"][0]["code"] for each in matches(other.get(f"AuditEvent?patient={person}"))} == {"fhir_audit"}
    assert other.get(f"AuditEvent/{mine[0]['id']}").status_code == 404


def test_looks_are_found_by_when_they_were(client: FhirClient, person: UUID) -> None:
    assert matches(client.get(f"AuditEvent?patient={person}&date=lt2020-01-01")) == []
    assert len(matches(client.get(f"AuditEvent?patient={person}&date=ge2020-01-01&date=lt2999-01-01"))) == 2
    assert client.get(f"AuditEvent?patient={person}&date=soon").status_code == 400


def test_pages_follow_one_another_though_each_is_a_look(client: FhirClient, person: UUID) -> None:
    pages = [matches(client.get(f"AuditEvent?patient={person}&_count=1&_page={page}")) for page in (1, 2, 3)]
    numbers = [int(each["id"]) for page in pages for each in page]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 3


def test_nobody_is_listed(client: FhirClient, person: UUID) -> None:
    for path in ("AuditEvent", "AuditEvent?_id=1", "AuditEvent?date=ge2020-01-01"):
        assert issue(client.get(path))[0] == "required"
    assert client.get("AuditEvent/9" * 30).status_code == 404
    assert matches(client.get(f"AuditEvent?patient={UUID(int=1)}")) == []


def test_scope_for_everything_is_not_enough(person: UUID) -> None:
    answer = FhirClient(scopes="system/*.cruds").get(f"AuditEvent?patient={person}")
    assert (answer.status_code, issue(answer)[0]) == (403, "forbidden")
