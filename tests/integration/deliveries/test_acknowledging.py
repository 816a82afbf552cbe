"""A system that was told of a cancellation acknowledges it, and until then it has not answered."""

import json
from typing import Any
from uuid import UUID

from tests.builders import drafts
from tests.builders.fhir_clients import BASE, FhirClient, issue, said
from tests.builders.subscribers import MIME, Receiver, subscribe
from tests.integration.deliveries.test_telling import cancel

from accord.sharing.cancellations.holders import HolderAnswer, HolderKind
from accord.sharing.deliveries.telling import Teller
from accord.sharing.models import Cancellation
from accord.sharing.queries.cancellations import HolderLine, of_person


def acknowledge(client: FhirClient, number: UUID | str, event: object) -> Any:
    values = {"subscription": str(number), "eventNumber": str(event)}
    made = {
        "resourceType": "Parameters",
        "parameter": [{"name": name, "valueString": value} for name, value in values.items()],
    }
    address = f"{BASE}/Subscription/$acknowledge"
    return client.client.post(address, json.dumps(made), content_type=MIME, headers=client._headers({}))


def told(client: FhirClient, receiver: Receiver, teller: Teller, person: UUID) -> UUID:
    """Let a system hear of a plan that is signed, and then cancelled: numbers 1 and 2."""
    number = subscribe(client, receiver.address)
    teller.drain()
    cancel(drafts.signed(person).version_id)
    teller.drain()
    return number


def system(person: UUID) -> HolderLine:
    ((found,),) = [[line for line in each.holders if line.kind is HolderKind.SYSTEM] for each in of_person(person)]
    return found


def test_system_that_was_told_has_not_answered_until_it_acknowledges(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    number = told(client, receiver, teller, person)
    sent = system(person)
    assert (sent.delivery and sent.delivery.state, sent.has_answered) == ("sent", False)
    for _ in range(2):
        assert said(acknowledge(client, number, 2))["issue"][0]["severity"] == "information"
    reply = system(person).reply
    assert reply is not None
    assert reply.answer is HolderAnswer.TAKEN
    assert Cancellation.objects.get(person_id=person).ended_at is not None


def test_number_of_something_else_is_taken_and_changes_nothing(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    number = told(client, receiver, teller, person)
    assert "nothing waits for it" in said(acknowledge(client, number, 1))["issue"][0]["diagnostics"]
    assert not system(person).has_answered


def test_number_that_is_none_of_its_own_is_refused(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    number = told(client, receiver, teller, person)
    other = FhirClient("VL901")
    answers = [acknowledge(other, number, 2), acknowledge(client, number, 7), acknowledge(client, "x", "y")]
    assert [each.status_code for each in answers] == [400, 400, 400]
    assert issue(answers[0])[0] == "invalid"
    assert not system(person).has_answered


def test_system_that_does_not_answer_is_shown_with_why(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    number = subscribe(client, receiver.address)
    teller.drain()
    receiver.always = 500
    cancel(drafts.signed(person).version_id)
    teller.drain()
    sent = system(person).delivery
    assert sent is not None
    assert (sent.state, sent.tries, sent.error) == ("dead", 3, "answered 500")
    assert said(acknowledge(client, number, 2))  # it asked $events, and knows
    assert system(person).has_answered
