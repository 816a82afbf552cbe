"""Subscribers that do not take what they are sent: tried again in order, dead after many tries, and replayed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.builders import drafts
from tests.builders.fhir_clients import FhirClient, said
from tests.builders.subscribers import Receiver, receiving, subscribe, until, values

from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.events.actions import record
from accord.events.models import Event
from accord.sharing.deliveries import endpoints, replays
from accord.sharing.deliveries.paces import Pace
from accord.sharing.deliveries.telling import Teller
from accord.sharing.deliveries.topics import BACKPORT
from accord.sharing.models import Delivery, Subscription


@pytest.fixture
def number(client: FhirClient, receiver: Receiver, teller: Teller) -> UUID:
    """Return a subscription that is active."""
    made = subscribe(client, receiver.address)
    teller.drain()
    return made


def row(number: UUID) -> Subscription:
    return Subscription.objects.get(pk=number)


def test_failed_sending_is_repeated_under_its_number(
    number: UUID, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    receiver.statuses += [500, 302]
    drafts.signed(person)
    teller.drain()
    assert receiver.numbers == [1, 1, 1]
    assert (row(number).status, row(number).failures) == ("active", 0)


def test_dead_letter_is_a_gap_that_the_next_number_shows(
    client: FhirClient, number: UUID, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    receiver.statuses += [500] * 3
    drafts.signed(person)
    teller.drain()
    assert row(number).status == "error"
    drafts.signed(person)
    teller.drain()
    assert receiver.numbers == [1, 1, 1, 2, 3]
    (letter,) = replays.dead(number)
    assert (letter.number, letter.tries, letter.error) == (1, 3, "answered 500")
    missing = values(said(client.get(f"Subscription/{number}/$events?eventsSinceNumber=1&eventsUntilNumber=1")))
    assert [each["event-number"] for each in missing["events"]] == ["1"]


def test_dead_letter_is_replayed(number: UUID, receiver: Receiver, teller: Teller, person: UUID) -> None:
    receiver.statuses += [500] * 3
    drafts.signed(person)
    teller.drain()
    assert replays.replay(subscription_id=number) == 1
    teller.drain()
    assert (receiver.numbers[-1], replays.dead(number), row(number).status) == (1, [], "active")
    assert Event.objects.filter(kind=EventKind.DELIVERIES_REPLAYED).latest("id").payload["count"] == 1


def test_replay_without_its_event_is_undone(
    number: UUID, receiver: Receiver, teller: Teller, person: UUID, failing_events: None
) -> None:
    Subscription.objects.filter(pk=number).update(failures=2)
    with pytest.raises(RuntimeError, match="no event"):
        replays.replay(subscription_id=number)
    assert row(number).failures == 2


def test_replay_of_nothing_is_refused() -> None:
    with pytest.raises(Refused):
        replays.replay(subscription_id=UUID(int=1))


def test_replay_where_nothing_was_given_up_and_nothing_waits_is_refused(number: UUID) -> None:
    with pytest.raises(Refused, match="nothing of it was given up"):
        replays.replay(subscription_id=number)


def test_handshake_that_is_never_answered_ends_it(client: FhirClient, receiver: Receiver, teller: Teller) -> None:
    receiver.always = 404
    made = subscribe(client, receiver.address)
    teller.drain()
    assert (len(receiver.bundles), row(made).status) == (3, "off")
    assert row(made).error == "The handshake failed: answered 404."


def test_what_was_missed_meanwhile_is_told_when_it_answers(
    number: UUID, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    Subscription.objects.filter(pk=number).update(status="error", failures=1)
    drafts.signed(person)
    drafts.signed(person)
    teller.drain()
    assert (receiver.numbers, row(number).status) == ([1, 2, 3], "active")


def test_slow_subscriber_holds_nobody_up(
    client: FhirClient, number: UUID, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    with receiving() as slow:
        subscribe(client, slow.address)
        teller.drain()
        slow.gate.clear()
        for last in (1, 3):
            drafts.signed(person)
            until(lambda last=last: bool(teller.round() is not None and receiver.numbers[-1:] == [last]))
        assert slow.numbers == [1]
        slow.gate.set()
        teller.drain()
        assert slow.numbers == receiver.numbers == [1, 2, 3]


def test_name_that_leads_into_a_private_network_is_not_asked() -> None:
    endpoint = endpoints.Endpoint(endpoints.urlsplit("https://localhost:1/x"))
    with pytest.raises(endpoints.NotTaken, match="private network"):
        endpoints.post(endpoint, b"{}", {}, 1.0)


def test_wait_grows_and_is_drawn() -> None:
    pace = Pace(first=5.0, longest=900.0)
    for failures, most in ((1, 5.0), (2, 10.0), (3, 20.0), (40, 900.0)):
        assert timedelta(seconds=most / 2) <= pace.wait(failures) <= timedelta(seconds=most)


def test_nobody_is_tried_before_the_wait_is_over(
    client: FhirClient, number: UUID, receiver: Receiver, person: UUID
) -> None:
    patient = Teller(pace=Pace(first=500.0))
    receiver.statuses.append(503)
    drafts.signed(person)
    patient.drain()
    patient.close()
    assert receiver.numbers == [1]
    assert Delivery.objects.get(subscription_id=number).state == "waiting"


def test_what_cannot_be_made_for_one_holds_up_nobody_else(
    client: FhirClient, number: UUID, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    """One that leads to a base that no reference of FHIR can hold is never sent; the other is told."""
    broken = Subscription.objects.get(pk=number)
    broken.id, broken.base, broken.last_number = uuid4(), " ", 0
    broken.save(force_insert=True)
    drafts.signed(person)
    teller.drain()
    assert receiver.numbers == [1]
    assert [each.error for each in replays.dead(broken.id)] == ["not made (AssertionError)"]


def test_what_is_refused_is_halved_until_one_stands_alone(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    """Four at most are asked for; the sixth is never taken."""
    most = {"url": f"{BACKPORT}/backport-max-count", "valuePositiveInt": 4}
    number = subscribe(client, receiver.address, channel={"extension": [most]})
    teller.drain()
    receiver.never = {6}
    with transaction.atomic():
        for _ in range(9):
            record(kind=EventKind.PLAN_REVIEWED, person_id=person, by=None, payload={})
    teller.drain()
    assert receiver.together == [[1, 2, 3, 4], [5, 6, 7, 8], [5, 6], [5], [6], [7, 8], [9]]
    assert [(each.number, each.tries) for each in replays.dead(number)] == [(6, 3)]
