"""A system subscribes, sees its own alone, and is refused what we do not do."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import override_settings
from tests.builders.fhir_clients import FhirClient, issue, said
from tests.builders.subscribers import send, subscribe, wanted

from accord.domain.events import EventKind
from accord.events.models import Event
from accord.sharing.deliveries.seals import Unopened, seal, unseal
from accord.sharing.models import Subscription

PUBLIC = "https://9.9.9.9/told"


def test_subscription_is_read_as_it_was_asked_for(client: FhirClient) -> None:
    asked = wanted(PUBLIC, filter="Composition?kind=cancelled,superseded&organisation=Y90001", heartbeat=60)
    answer = send(client, asked)
    made = said(answer)
    assert (answer.status_code, made["status"]) == (201, "requested")
    assert made["_criteria"] == asked["_criteria"]
    assert asked["channel"]["extension"][0] in made["channel"]["extension"]
    assert said(client.get(f"Subscription/{made['id']}")) == made


def test_system_sees_its_own_alone(client: FhirClient) -> None:
    number, other = subscribe(client, PUBLIC), FhirClient()
    assert said(client.get("Subscription"))["total"] == 1
    assert said(other.get("Subscription"))["total"] == 0
    paths = (f"Subscription/{number}", f"Subscription/{number}/$status", f"Subscription/{number}/$events")
    assert [other.get(each).status_code for each in paths] == [404] * 3
    assert _delete(other, number) == 404


def test_subscription_that_is_deleted_is_off(client: FhirClient) -> None:
    number = subscribe(client, PUBLIC)
    assert [_delete(client, number), _delete(client, uuid4())] == [204, 404]
    assert said(client.get(f"Subscription/{number}"))["status"] == "off"
    assert said(client.get("Subscription?status=off"))["total"] == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x", "https://10.0.0.1/x", "https://169.254.169.254/latest", "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x", "https://[64:ff9b::a00:1]/x", "https://192.168.1.1/", "https://0.0.0.0/",
        "https://localhost/x", "http://127.0.0.1:80/x", "https://a@example.org/", "ftp://example.org/", "https:///x",
    ],
)  # fmt: skip
def test_address_in_a_private_network_is_refused(client: FhirClient, address: str) -> None:
    with override_settings(ACCORD_DEMO=False):
        answer = send(client, wanted(address))
    assert answer.status_code == 400
    assert said(answer)["issue"][0]["expression"] == ["Subscription.channel.endpoint"]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "active"}, {"criteria": "https://example.org/another"}, {"end": "2020-01-01T00:00:00Z"},
        {"filter": "Composition?kind=lost"}, {"filter": "Composition?colour=red"}, {"filter": "Patient?kind=signed"},
        {"filter": "Composition?patient=9990000018"}, {"filter": "Composition?kind=signed&kind=ended"},
        {"heartbeat": 1}, {"header": ["Host: example.org"]}, {"header": ["a: b\r\nc: d"]}, {"header": ["a: b"] * 11},
        {"channel": {"type": "email"}}, {"channel": {"payload": "text/plain"}}, {"channel": {"_payload": {"id": "x"}}},
        {"extension": [{"url": "https://example.org/x", "valueCode": "x"}]}, {"reason": 5}, {"resourceType": "Patient"},
    ],
)  # fmt: skip
def test_what_is_not_done_is_refused(client: FhirClient, changes: dict[str, Any]) -> None:
    answer = send(client, wanted(PUBLIC, **changes))
    assert answer.status_code in (400, 422)
    assert issue(answer)
    assert said(client.get("Subscription"))["total"] == 0


def test_scope_is_needed(client: FhirClient) -> None:
    reader = FhirClient(scopes="system/Subscription.rs")
    assert send(reader, wanted(PUBLIC)).status_code == 403
    assert _delete(reader, subscribe(client, PUBLIC)) == 403


def test_header_is_kept_sealed_and_never_given_back(client: FhirClient) -> None:
    number = subscribe(client, PUBLIC, header=["Authorization: Bearer hidden"])
    sealed = bytes(Subscription.objects.get(pk=number).headers)
    assert b"hidden" not in sealed
    assert unseal(number, sealed) == {"Authorization": "Bearer hidden"}
    assert "hidden" not in client.get(f"Subscription/{number}").content.decode()


def test_header_of_another_is_not_opened() -> None:
    with pytest.raises(Unopened):
        unseal(uuid4(), seal(uuid4(), {"a": "b"}))


def test_subscribing_leaves_an_event(client: FhirClient) -> None:
    number = subscribe(client, PUBLIC)
    last = Event.objects.filter(kind=EventKind.SUBSCRIPTION_REQUESTED).latest("id")
    assert last.payload == {"subscription_id": str(number)}


def test_subscription_without_its_event_is_not_kept(client: FhirClient, failing_events: None) -> None:
    before = Subscription.objects.count()
    client.client.raise_request_exception = False
    assert send(client, wanted(PUBLIC)).status_code == 500
    assert Subscription.objects.count() == before


def _delete(client: FhirClient, number: UUID) -> int:
    return client.client.delete(f"/fhir/R4/Subscription/{number}", headers=client._headers({})).status_code
