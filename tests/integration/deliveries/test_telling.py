"""Subscribers are told: each event once in its number, in commit order, by ids alone, and nobody whom they may not."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from tests.builders import drafts, who
from tests.builders.fhir_clients import FhirClient, said
from tests.builders.subscribers import Receiver, subscribe, values

from accord.access.models import AccessLog
from accord.domain.lifecycle import CancelReason
from accord.domain.people import Verification
from accord.domain.plan.wishes import ConsentToShare
from accord.plans.actions import cancellations, consents
from accord.sharing.deliveries import errands
from accord.sharing.deliveries.dispatching import dispatch
from accord.sharing.deliveries.telling import Teller
from accord.sharing.models import Delivery, Subscription


def cancel(version_id: UUID) -> None:
    cancellations.cancel(version_id=version_id, reason=CancelReason.PERSON_CHANGED_MIND, by=drafts.gp())


def subscribed(client: FhirClient, receiver: Receiver, teller: Teller, **changes: object) -> UUID:
    """Subscribe, and answer the handshake."""
    number = subscribe(client, receiver.address, **changes)
    teller.drain()
    assert Subscription.objects.get(pk=number).status == "active"
    return number


def test_handshake_makes_it_active(client: FhirClient, receiver: Receiver, teller: Teller) -> None:
    subscribed(client, receiver, teller, header=["X-Ours: yes"])
    (shaken,) = receiver.parts("handshake")
    assert (shaken["status"], shaken["events-since-subscription-start"]) == ("requested", "0")
    assert (receiver.headers[0]["X-Ours"], receiver.headers[0]["Content-Type"]) == ("yes", "application/fhir+json")


def test_signing_and_cancelling_are_told_in_order(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    subscribed(client, receiver, teller)
    first = drafts.signed(person).version_id
    second = drafts.signed(person).version_id
    cancel(second)
    teller.drain()
    assert receiver.numbers == [1, 2, 3, 4]
    assert [each.rpartition("/")[2] for each in receiver.plans] == [
        str(each) for each in (first, second, first, second)
    ]


def test_notification_holds_ids_alone(client: FhirClient, receiver: Receiver, teller: Teller) -> None:
    subscribed(client, receiver, teller)
    number = who.number()
    signed = drafts.signed(drafts.person_with_talk(nhs_number=number))
    teller.drain()
    text = str(receiver.bundles[-1])
    assert f"Composition/{signed.version_id}" in text
    assert [word for word in (number, "Hartley", "Rose", "cpr", "1941-05-17", "signed", "cancel") if word in text] == []


def test_filter_by_kind(client: FhirClient, receiver: Receiver, teller: Teller, person: UUID) -> None:
    subscribed(client, receiver, teller, filter="Composition?kind=cancelled")
    cancel(drafts.signed(person).version_id)
    teller.drain()
    assert (receiver.numbers, len(receiver.plans)) == ([1], 1)


def test_filter_by_person(client: FhirClient, receiver: Receiver, teller: Teller, person: UUID) -> None:
    subscribed(client, receiver, teller, filter=f"Composition?patient=Patient/{person}")
    drafts.signed(drafts.person_with_talk())
    drafts.signed(person)
    teller.drain()
    assert [each["additional-context"].rpartition("/")[2] for each in receiver.parts()[0]["events"]] == [str(person)]


def test_filter_by_whose_people_they_are(client: FhirClient, receiver: Receiver, teller: Teller, person: UUID) -> None:
    subscribed(client, receiver, teller, filter="Composition?organisation=VL901")
    drafts.signed(person)
    resident = drafts.person_with_talk()
    drafts.move_in(resident)
    drafts.signed(resident)
    teller.drain()
    assert {each.person_id for each in Delivery.objects.filter(number__gt=0, state="sent").order_by("-id")[:1]} == {
        resident
    }
    assert receiver.numbers == [1]


def test_organisation_elsewhere_is_told_nothing(receiver: Receiver, teller: Teller, person: UUID) -> None:
    subscribed(FhirClient("R9901"), receiver, teller)
    drafts.signed(person)
    teller.drain()
    assert receiver.parts() == []


def test_objection_is_kept_from_all_but_the_signers(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    """At the home where the person lives; the practice signed it, and hears."""
    drafts.move_in(person)
    signed = drafts.signed(person)
    dispatch()
    subscribed(FhirClient("VL901"), receiver, teller)
    consents.change(version_id=signed.version_id, consent=ConsentToShare.WITHDRAWN, by=drafts.gp())
    cancel(signed.version_id)
    teller.drain()
    assert receiver.parts() == []


def test_number_that_is_not_verified_is_told_to_the_signers_alone(receiver: Receiver, teller: Teller) -> None:
    subscribed(FhirClient("VL901"), receiver, teller)
    person = drafts.person_with_talk(verification=Verification.PRESENT_NOT_TRACED)
    drafts.move_in(person)
    drafts.signed(person)
    teller.drain()
    assert receiver.parts() == []


def test_who_may_no_longer_be_told_of_leaves_the_number_alone(receiver: Receiver, teller: Teller, person: UUID) -> None:
    """They object between numbering and sending: the number comes, so that there is no gap, and leads nowhere."""
    drafts.move_in(person)
    subscribed(FhirClient("VL901"), receiver, teller)
    signed = drafts.signed(person)
    dispatch()
    consents.change(version_id=signed.version_id, consent=ConsentToShare.WITHDRAWN, by=drafts.gp())
    teller.drain()
    assert (receiver.numbers, receiver.plans) == ([1], [""])
    assert str(person) not in str(receiver.bundles)


def test_heartbeat_says_how_many_there_were(client: FhirClient, receiver: Receiver, teller: Teller) -> None:
    number = subscribed(client, receiver, teller, heartbeat=10)
    Subscription.objects.filter(pk=number).update(heard_at="2026-01-01T00:00:00Z")
    teller.drain()
    assert [each["events-since-subscription-start"] for each in receiver.parts("heartbeat")] == ["0"]


def test_subscription_ends(client: FhirClient, receiver: Receiver, teller: Teller) -> None:
    ends = timezone.now() + timedelta(hours=1)
    number = subscribed(client, receiver, teller, end=ends.isoformat(timespec="seconds"))
    assert list(errands.due([], 10, now=ends)) == []
    assert Subscription.objects.get(pk=number).status == "off"


def test_events_are_asked_for_again(client: FhirClient, receiver: Receiver, teller: Teller, person: UUID) -> None:
    number = subscribed(client, receiver, teller)
    cancel(drafts.signed(person).version_id)
    teller.drain()
    again = values(said(client.get(f"Subscription/{number}/$events?eventsSinceNumber=2&eventsUntilNumber=2")))
    assert (again["type"], again["events"]) == ("query-event", receiver.parts()[-1]["events"][-1:])


def test_status_is_asked_for(client: FhirClient, receiver: Receiver, teller: Teller, person: UUID) -> None:
    number = subscribed(client, receiver, teller)
    drafts.signed(person)
    dispatch()
    status = said(client.get(f"Subscription/{number}/$status"))["entry"][0]["resource"]["parameter"]
    named = {each["name"]: each for each in status}
    assert (named["status"]["valueCode"], named["type"]["valueCode"]) == ("active", "query-status")
    assert named["events-since-subscription-start"]["valueString"] == "1"


def test_news_of_what_is_current_opens_no_record(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    subscribed(client, receiver, teller)
    drafts.signed(person)
    before = AccessLog.objects.filter(person_id=person).count()
    teller.drain()
    assert receiver.numbers == [1]
    assert AccessLog.objects.filter(person_id=person).count() == before
