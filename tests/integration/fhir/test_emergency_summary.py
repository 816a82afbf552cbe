"""The emergency summary by FHIR: it opens for whoever asks, says the status in words, and leaves its trace."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from tests.builders import drafts, who
from tests.builders import reports_in as sent
from tests.builders.fhir_clients import BASE, FhirClient, issue, said

from accord.access.models import AccessLog
from accord.projections.fhir.systems import NHS_NUMBER

ADDRESS = "Patient/$emergency-summary"


@pytest.fixture
def planned(number: str) -> UUID:
    person = drafts.person_with_talk(nhs_number=number)
    drafts.signed(person)
    return person


def ask(client: FhirClient, number: str, **more: str) -> HttpResponse:
    return client.post(ADDRESS, {"identifier": f"{NHS_NUMBER}|{number}", **more})


def part(made: dict[str, Any], name: str) -> dict[str, Any]:
    found = next(each for each in made["parameter"] if each["name"] == name)
    return {each["name"]: each.get("valueCode") or each.get("valueString") for each in found["part"]}


def test_status_is_said_in_code_and_words(client: FhirClient, planned: UUID, number: str) -> None:
    cpr = part(said(ask(client, number)), "cpr")
    assert (cpr["status"], cpr["heading"]) == ("not_for_cpr", "Not for CPR")


def test_parameters_in_json_are_taken(client: FhirClient, planned: UUID, number: str) -> None:
    identifier = {"name": "identifier", "valueIdentifier": {"system": NHS_NUMBER, "value": number}}
    sent = json.dumps({"resourceType": "Parameters", "parameter": [identifier]})
    answer = client.client.post(
        f"{BASE}/{ADDRESS}", sent, content_type="application/fhir+json", headers=client._headers({})
    )
    assert part(said(answer), "cpr")["status"] == "not_for_cpr"


def test_no_relationship_stands_before_an_emergency(planned: UUID, number: str) -> None:
    assert ask(FhirClient("R9901"), number).status_code == 200
    (look,) = AccessLog.objects.filter(person_id=planned, what="fhir_emergency")
    assert (look.purpose, look.basis) == ("emergency", "outside")


def test_live_incident_is_a_relationship(planned: UUID, number: str) -> None:
    assert ask(FhirClient("R9901"), number, incident="CAD-123456").status_code == 200
    assert AccessLog.objects.get(person_id=planned, what="fhir_emergency").basis == "incident"


def test_nobody_with_this_number_is_no_answer(client: FhirClient) -> None:
    answer = ask(client, who.number())
    assert answer.status_code == 404
    assert "No plan is known here" in issue(answer)[1]


@pytest.mark.parametrize(
    ("form", "code"),
    [({}, "required"), ({"identifier": "x|1"}, "not-supported"), ({"identifier": f"{NHS_NUMBER}|1234567890"}, "value")],
)
def test_what_is_no_number_is_refused(client: FhirClient, form: dict[str, str], code: str) -> None:
    answer = client.post(ADDRESS, form)
    assert (answer.status_code, issue(answer)[0]) == (400, code)


@pytest.mark.parametrize(
    ("body", "status"), [("{", 400), ("[]", 422), ('{"resourceType":"Patient"}', 422), ('{"x": NaN}', 400)]
)
def test_what_is_no_parameters_is_refused(client: FhirClient, body: str, status: int) -> None:
    answer = client.client.post(
        f"{BASE}/{ADDRESS}", body, content_type="application/fhir+json", headers=client._headers({})
    )
    assert answer.status_code == status
    assert said(answer)["resourceType"] == "OperationOutcome"


def test_code_never_says_that_nothing_is_known_where_something_is(client: FhirClient, number: str) -> None:
    drafts.person_with_talk(nhs_number=number)
    assert part(said(ask(client, number)), "cpr")["status"] == "no_plan_known"
    sent.send(client, sent.observation(number))
    cpr = part(said(ask(client, number)), "cpr")
    assert (cpr["status"], cpr["beside"]) == ("no_plan_here", "reported_elsewhere")
