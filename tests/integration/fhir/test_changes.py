"""Creating, changing and deleting by FHIR: what comes back, under which condition, and never twice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.builders.fhir_clients import BASE, FhirClient, issue, said
from tests.builders.subscribers import wanted

from accord.sharing.models import Subscription

WHERE = "https://9.9.9.9/changed"
"""No other test tells anybody here: some of them commit what they make."""
ONCE = f"url={WHERE}"


@dataclass
class Changer:
    """A system that changes subscriptions, which are what a system can change."""

    asks: FhirClient

    def send(self, method: str, path: str, made: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        return self.asks.client.generic(
            method,
            f"{BASE}/{path}",
            json.dumps(made) if made else "",
            content_type="application/fhir+json",
            headers=self.asks._headers(headers),
        )

    def create(self, **headers: str) -> HttpResponse:
        return self.send("POST", "Subscription", wanted(WHERE), **headers)


@pytest.fixture
def changer(client: FhirClient) -> Changer:
    return Changer(client)


@pytest.fixture
def made(changer: Changer) -> dict[str, Any]:
    return said(changer.create())


def test_minimal_is_an_address_and_a_version(changer: Changer) -> None:
    answer = changer.create(Prefer="return=minimal")
    assert (answer.status_code, answer.content) == (201, b"")
    assert answer["ETag"].startswith('W/"')
    assert answer["Location"].startswith("http")
    assert answer["Preference-Applied"] == "return=minimal"


def test_outcome_says_what_was_made(changer: Changer) -> None:
    answer = changer.create(Prefer="return=OperationOutcome")
    assert (answer.status_code, issue(answer)[0]) == (201, "informational")


@pytest.mark.parametrize("preferred", ["return=all", "wait=10", ""])
def test_preference_that_is_not_known_is_passed_over(changer: Changer, preferred: str) -> None:
    assert said(changer.create(Prefer=preferred))["resourceType"] == "Subscription"


def test_handling_is_strict_whatever_is_preferred(client: FhirClient) -> None:
    answer = client.get("Organization?colour=red", Prefer="handling=lenient")
    assert (answer.status_code, answer["Preference-Applied"]) == (400, "handling=strict")


def test_what_is_there_already_is_not_made_again(changer: Changer, made: dict[str, Any]) -> None:
    answer = changer.create(If_None_Exist=ONCE)
    assert (answer.status_code, said(answer)["id"]) == (200, made["id"])
    assert Subscription.objects.filter(endpoint=WHERE).count() == 1


def test_what_is_not_there_is_made(changer: Changer) -> None:
    assert changer.create(If_None_Exist=ONCE).status_code == 201


@pytest.mark.parametrize(("condition", "status"), [(ONCE, 412), ("", 400), ("colour=red", 400)])
def test_condition_that_names_no_one_thing_makes_nothing(changer: Changer, condition: str, status: int) -> None:
    held = [changer.create() for _ in range(2)]
    assert changer.create(If_None_Exist=condition).status_code == status
    assert Subscription.objects.filter(endpoint=WHERE).count() == len(held)


def test_condition_needs_the_scope_to_search() -> None:
    changer = Changer(FhirClient(scopes="system/Subscription.c"))
    answer = changer.create(If_None_Exist=ONCE)
    assert answer.status_code == 403
    assert 'scope="system/Subscription.cs"' in answer["WWW-Authenticate"]


def test_subscription_is_turned_off_by_an_update(changer: Changer, made: dict[str, Any]) -> None:
    answer = changer.send("PUT", f"Subscription/{made['id']}", made | {"status": "off"})
    assert (answer.status_code, said(answer)["status"]) == (200, "off")


@pytest.mark.parametrize(
    ("change", "path", "status"),
    [({}, "", 422), ({"id": "other"}, "", 400), ({"status": "strange"}, "", 422), ({}, "x", 400)],
)
def test_update_that_cannot_be_done_changes_nothing(
    changer: Changer, made: dict[str, Any], change: dict[str, str], path: str, status: int
) -> None:
    answer = changer.send("PUT", f"Subscription/{made['id']}{path}", made | change)
    assert (answer.status_code, said(answer)["resourceType"]) == (status, "OperationOutcome")
    assert Subscription.objects.get(pk=made["id"]).status == "requested"


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_another_version_is_left_alone(changer: Changer, made: dict[str, Any], method: str) -> None:
    body = made | {"status": "off"} if method == "PUT" else None
    answer = changer.send(method, f"Subscription/{made['id']}", body, If_Match='W/"0123456789abcdef"')
    assert (answer.status_code, issue(answer)[0]) == (412, "conflict")
    assert Subscription.objects.get(pk=made["id"]).status == "requested"


def test_version_that_was_read_is_deleted(changer: Changer, made: dict[str, Any]) -> None:
    tag = changer.asks.get(f"Subscription/{made['id']}")["ETag"]
    answer = changer.send("DELETE", f"Subscription/{made['id']}", If_Match=tag, Prefer="return=OperationOutcome")
    assert (answer.status_code, issue(answer)[0]) == (200, "informational")
    assert Subscription.objects.get(pk=made["id"]).status == "off"


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_nothing_there_is_not_found(changer: Changer, made: dict[str, Any], method: str) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    answer = changer.send(method, f"Subscription/{nobody}", made | {"id": nobody})
    assert (answer.status_code, issue(answer)[0]) == (404, "not-found")


@pytest.mark.parametrize("version", ["*", 'W/"{}"', '"{}"', 'W/"other", W/"{}"'])
def test_version_that_is_known_is_not_sent_again(changer: Changer, made: dict[str, Any], version: str) -> None:
    known = version.format(made["meta"]["versionId"])
    assert changer.asks.get(f"Subscription/{made['id']}", If_None_Match=known).status_code == 304


def test_body_of_another_kind_says_so(client: FhirClient) -> None:
    kinds = ("multipart/form-data", "multipart/form-data; boundary=x", "text/css")
    for kind in kinds:
        answer = Client().generic(
            "POST", f"{BASE}/Organization/_search", "name=Elm", content_type=kind, headers=client._headers({})
        )
        assert (answer.status_code, said(answer)["resourceType"]) == (415, "OperationOutcome")


def test_form_of_too_many_fields_cannot_be_read(client: FhirClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = client.post("Organization/_search", {f"name{each}": "x" for each in range(4)})
    assert (answer.status_code, issue(answer)[0]) == (400, "structure")


def test_form_that_is_too_large_says_so(client: FhirClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = client.post("Organization/_search", {"name": "x" * 20})
    assert (answer.status_code, issue(answer)[0]) == (413, "too-long")
