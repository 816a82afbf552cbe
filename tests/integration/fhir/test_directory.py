"""The directory by FHIR: organisations, staff and their posts, a page at a time."""

from __future__ import annotations

from tests.builders import who
from tests.builders.fhir_clients import FhirClient, said

from accord.projections.fhir.systems import GMC_NUMBER, ODS_ORGANISATION


def test_organisation_is_found_by_its_code(client: FhirClient) -> None:
    (entry,) = said(client.get(f"Organization?identifier={ODS_ORGANISATION}%7Cvl901"))["entry"]
    assert entry["resource"]["name"] == "Ash House"
    assert said(client.get(f"Organization/{entry['resource']['id']}")) == entry["resource"]


def test_pages_lead_on_and_back(client: FhirClient) -> None:
    first = said(client.get("Organization?_count=2"))
    links = {each["relation"]: each["url"] for each in first["link"]}
    second = said(client.client.get(links["next"], headers={"Authorization": f"Bearer {client.token}"}))
    assert first["total"] == second["total"] == 5
    assert {each["fullUrl"] for each in first["entry"]} & {each["fullUrl"] for each in second["entry"]} == set()
    assert "previous" in {each["relation"] for each in second["link"]}


def test_count_alone_has_no_entries(client: FhirClient) -> None:
    counted = said(client.get("Organization?_summary=count"))
    assert (counted["total"], "entry" in counted) == (5, False)


def test_staff_are_found_by_registration(client: FhirClient) -> None:
    (entry,) = said(client.get(f"Practitioner?identifier={GMC_NUMBER}%7C7000001"))["entry"]
    assert entry["resource"]["name"] == [{"text": "Dr Ada Moss"}]


def test_number_with_no_register_finds_nobody(client: FhirClient) -> None:
    assert said(client.get("Practitioner?identifier=7000001"))["total"] == 0


def test_posts_are_found_by_where_they_are(client: FhirClient) -> None:
    found = said(client.get(f"PractitionerRole?organization={who.site('VL901')}"))
    assert found["total"] == 4
    assert {each["resource"]["active"] for each in found["entry"]} == {True, False}
