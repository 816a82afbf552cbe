"""Two clients that others wrote exchange with us what they would with any server: fhirclient and fhirpy."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from fhirclient.client import FHIRClient
from fhirclient.models import bundle, capabilitystatement, organization, patient, subscription
from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import OperationOutcome
from tests.builders.subscribers import wanted
from tests.conformance.served import LONGEST, Served

from accord.projections.fhir.systems import NHS_NUMBER, ODS_ORGANISATION

WHERE = "https://9.9.9.9/told"


@pytest.fixture(scope="module")
def smart(served: Served) -> Any:
    server = FHIRClient(settings={"app_id": "stranger", "api_base": served.base}).server
    server.session.headers.update(served.headers())
    return server


@pytest.fixture(scope="module")
def client(served: Served) -> SyncFHIRClient:
    return SyncFHIRClient(served.base, extra_headers=served.headers())


@pytest.fixture(scope="module")
def plan(served: Served) -> dict[str, Any]:
    form = {"patient": str(served.person)}
    answer = requests.post(f"{served.base}/Composition/_search", form, headers=served.headers(), timeout=LONGEST).json()
    made: dict[str, Any] = answer["entry"][0]["resource"]
    return made


def as_served(served: Served, path: str) -> Any:
    return requests.get(f"{served.base}/{path}", headers=served.headers(), timeout=LONGEST).json()


def test_fhirclient_reads_the_statement(smart: Any) -> None:
    held = capabilitystatement.CapabilityStatement.read_from("metadata", smart)
    assert held.fhirVersion == "4.0.1"


def test_fhirclient_reads_a_person_and_loses_nothing(smart: Any, served: Served) -> None:
    held = patient.Patient.read(str(served.person), smart)
    assert held.as_json() == as_served(served, f"Patient/{served.person}")


def test_fhirclient_reads_a_document_and_loses_nothing(smart: Any, served: Served, plan: dict[str, Any]) -> None:
    held = bundle.Bundle.read(plan["id"], smart)
    assert held.as_json() == as_served(served, f"Bundle/{plan['id']}")


def test_fhirclient_searches(smart: Any) -> None:
    asked = organization.Organization.where({"identifier": f"{ODS_ORGANISATION}|Y90001"})
    assert [each.identifier[0].value for each in asked.perform_resources_iter(smart)] == ["Y90001"]


def test_fhirclient_makes_and_deletes(smart: Any) -> None:
    """Its own models have no place for extensions of primitives, which say what a notification holds."""
    made = smart.post_json("Subscription", wanted(WHERE)).json()
    held = subscription.Subscription.read(made["id"], smart)
    assert (held.status, held.channel.endpoint) == ("requested", WHERE)
    held.delete()
    assert subscription.Subscription.read(made["id"], smart).status == "off"


def test_fhirpy_pages_through_what_it_searches(client: SyncFHIRClient) -> None:
    whole = client.resources("Organization").fetch_all()
    paged = client.resources("Organization").limit(1).fetch_all()
    assert [each["id"] for each in paged] == [each["id"] for each in whole]


def test_fhirpy_follows_references(client: SyncFHIRClient, served: Served, plan: dict[str, Any]) -> None:
    held = client.reference("Composition", plan["id"]).to_resource()
    person = held["subject"].to_resource() if hasattr(held["subject"], "to_resource") else held["subject"]
    assert str(served.person) in str(person)


def test_fhirpy_makes_changes_and_deletes(client: SyncFHIRClient) -> None:
    made = client.resource("Subscription", **wanted(f"{WHERE}/fhirpy"))
    made.save()
    made["status"] = "off"
    made.save()
    assert client.reference("Subscription", made["id"]).to_resource()["status"] == "off"
    made.delete()


def test_fhirpy_is_told_that_a_condition_is_no_address(client: SyncFHIRClient) -> None:
    """Its get_or_create says the condition in the address, which R4 does not: passed over, it would make another."""
    asked = client.resources("Subscription").search(url=f"{WHERE}/once")
    with pytest.raises(OperationOutcome, match="If-None-Exist"):
        asked.get_or_create(client.resource("Subscription", **wanted(f"{WHERE}/once")))
    assert asked.fetch_all() == []


def test_fhirpy_asks_in_an_emergency(client: SyncFHIRClient, served: Served) -> None:
    identifier = {"name": "identifier", "valueIdentifier": {"system": NHS_NUMBER, "value": served.number}}
    sent = {"resourceType": "Parameters", "parameter": [identifier]}
    said = client.execute("Patient/$emergency-summary", method="post", data=sent)
    assert "Not for CPR" in str(said)


def test_fhirpy_is_told_why_a_number_is_not_searched_by_address(client: SyncFHIRClient, served: Served) -> None:
    with pytest.raises(OperationOutcome, match="never stands in an address"):
        client.resources("Patient").search(identifier=f"{NHS_NUMBER}|{served.number}").fetch()
