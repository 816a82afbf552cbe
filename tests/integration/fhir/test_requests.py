"""What every FHIR request has in common: formats, unknown parameters, tokens and refusals."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from tests.builders.fhir_clients import ADDRESSES, BASE, WITHOUT_TOKEN, FhirClient, issue, said

from accord.projections.fhir.systems import NHS_NUMBER
from accord.sharing.fhir.capabilities import capability_statement
from accord.sharing.fhir.resources import RESOURCES


def test_statement_says_what_there_is() -> None:
    made = said(Client().get(f"{BASE}/metadata"))
    assert [each["type"] for each in made["rest"][0]["resource"]] == [each.type for each in RESOURCES]


def test_document_has_a_path_for_each_resource() -> None:
    paths = Client().get(f"{BASE}/openapi.json").json()["paths"]
    searched = [f"/{each.type}" for each in RESOURCES if each.search]
    made = [f"/{each.type}" for each in RESOURCES if each.create]
    read = [f"/{each.type}/{{id}}" for each in RESOURCES]
    asked = [f"/{each.type}/${operation.name}" for each in RESOURCES for operation in each.operations]
    asked += [f"/{each.type}/{{id}}/${inquiry.name}" for each in RESOURCES for inquiry in each.inquiries]
    asked += ["/Patient/$export", "/$export/{id}", "/$export-file/{id}"]
    assert paths.keys() == {"/metadata", *searched, *made, *(f"{each}/_search" for each in searched), *read, *asked}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("Organization?colour=red", 400, "not-supported"),
        ("Organization?name:exact=Elm", 400, "not-supported"),
        ("Organization?name=", 400, "invalid"),
        ("Organization?name=Elm&name=Ash", 400, "not-supported"),
        ("Organization?_count=many", 400, "invalid"),
        ("Organization?_page=0", 400, "invalid"),
        ("Organization?_summary=text", 400, "not-supported"),
        ("Organization?_format=xml", 406, "not-supported"),
        ("Organization/word/_history", 404, "not-supported"),
        ("Spaceship", 404, "not-supported"),
        ("", 404, "not-supported"),
        ("RelatedPerson?patient=Organization/1", 400, "invalid"),
        (f"Organization/{UUID(int=1)}?name=x", 400, "not-supported"),
        ("Organization?name=Elm%00", 400, "invalid"),
    ],
)
def test_what_cannot_be_answered_says_so(client: FhirClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, issue(answer)[0]) == (status, code)


@pytest.mark.parametrize("accepted", ["application/fhir+xml", "application/fhir+json; fhirVersion=3.0", "text/css"])
def test_other_formats_are_not_sent(client: FhirClient, accepted: str) -> None:
    assert client.get("Organization", Accept=accepted).status_code == 406


@pytest.mark.parametrize("accepted", ["*/*", "application/json", "text/html, application/fhir+json;q=0.9", ""])
def test_json_is_sent_to_whoever_takes_it(client: FhirClient, accepted: str) -> None:
    assert client.get("Organization", Accept=accepted).status_code in ((200, 406) if not accepted else (200,))


def test_search_is_posted_as_a_form(client: FhirClient) -> None:
    answer = client.client.post(
        f"{BASE}/Organization/_search", "{}", content_type="application/json", headers=client._headers({})
    )
    assert (answer.status_code, issue(answer)[0]) == (415, "not-supported")


def test_address_takes_no_other_method(client: FhirClient) -> None:
    answer = client.client.delete(f"{BASE}/Organization/x", headers=client._headers({}))
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("name", sorted(ADDRESSES - WITHOUT_TOKEN))
def test_token_is_needed(name: str) -> None:
    address = reverse(name, kwargs={"number": "x"} if name.endswith(("-read", "-inquiry")) else None)
    for answer in (Client().get(address), Client().post(address)):
        assert (answer.status_code, issue(answer)[0]) == (401, "login")
        assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "path", ["Patient/_search", "Patient/$emergency-summary", f"Composition/{UUID(int=1)}/$document"]
)
def test_number_in_the_address_of_what_is_posted_is_refused(client: FhirClient, path: str, number: str) -> None:
    answer = client.post(f"{path}?identifier={NHS_NUMBER}%7C{number}", {})
    assert (answer.status_code, issue(answer)[0]) == (400, "security")
    assert number not in answer.content.decode()


def test_day_of_the_statement_is_that_of_its_last_change() -> None:
    made = capability_statement("https://accord.example/fhir/R4")
    stated = {name: each for name, each in made.items() if name not in ("date", "software")}
    mark = hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()[:16]
    assert (made["date"], mark) == ("2026-11-23", "57b2aa770d3a15e7"), (
        "what is said has changed: give the day, here and there"
    )


def test_scope_of_another_kind_is_not_enough() -> None:
    answer = FhirClient(scopes="system/Patient.rs").get("Organization")
    assert (answer.status_code, issue(answer)[0]) == (403, "forbidden")
    assert 'scope="system/Organization.s"' in answer["WWW-Authenticate"]


def test_who_knocks_too_often_is_told_so_in_fhir(settings: Any) -> None:
    settings.ACCORD_KNOCKS = 1
    stranger = Client()
    answers = [stranger.get(f"{BASE}/metadata") for _ in range(3)]
    assert (answers[-1].status_code, issue(answers[-1])[0]) == (429, "throttled")
    assert int(answers[-1]["Retry-After"]) > 0


def test_page_of_people_is_no_outcome(settings: Any) -> None:
    assert Client().get("/no-such-page")["Content-Type"].startswith("text/html")


def test_capabilities_take_no_parameter_that_is_not_known(client: FhirClient) -> None:
    assert client.get("metadata?mode=full").status_code == 200
    assert issue(client.get("metadata?foo=1")) == ("not-supported", "foo is not taken here.")


def test_answer_without_a_body_has_no_type(client: FhirClient, person: UUID) -> None:
    held = client.get(f"Patient/{person}")
    answer = client.get(f"Patient/{person}", If_None_Match=held["ETag"])
    assert (answer.status_code, answer.has_header("Content-Type")) == (304, False)
