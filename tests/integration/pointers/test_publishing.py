"""Our own pointers at another locator, which is another Accord's on loopback: there, replaced, taken back, once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import override_settings
from tests.builders import drafts, who
from tests.builders.locators import OtherLocator, other_locator
from tests.builders.subscribers import until

from accord.config.publishers import publishing_beside
from accord.domain.events import EventKind
from accord.domain.lifecycle import CancelReason
from accord.domain.people import Verification
from accord.domain.plan.wishes import ConsentToShare, Scope
from accord.events.actions import mark_delivered
from accord.events.models import Event
from accord.events.queries import outbox
from accord.people.actions import numbers
from accord.plans.actions import cancellations, consents
from accord.sharing.deliveries import publications
from accord.sharing.deliveries.dispatching import dispatch
from accord.sharing.deliveries.paces import Pace
from accord.sharing.models import Pointer, Publication, PublishedPointer
from accord.sharing.pointers import held
from accord.sharing.pointers.locators import Locator
from accord.sharing.pointers.publishing import Publisher

AT_ONCE = Pace(first=0.0, longest=0.0, tries=3)
pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def there() -> Iterator[OtherLocator]:
    """Leave nothing of other tests to be published, and publish to another Accord."""
    mark_delivered(event_ids=outbox.in_commit_order(1_000_000))
    Publication.objects.update(state="done")
    with (
        other_locator() as locator,
        override_settings(ACCORD_LOCATOR=locator.settings, ACCORD_ADDRESS=locator.address),
    ):
        yield locator


@pytest.fixture
def publisher(there: OtherLocator) -> Publisher:
    assert there.settings is not None
    return Publisher(Locator(there.settings), AT_ONCE)


def publish(publisher: Publisher) -> None:
    """Take what waits from the outbox, and publish until nothing is due."""
    dispatch()
    for _ in range(10):
        if not publisher.round():
            break


def known(person: UUID) -> list[dict[str, Any]]:
    """Return what the other locator knows of somebody."""
    return [each.document for each in held.of_person(person)]


def cancel(version_id: UUID) -> None:
    cancellations.cancel(version_id=version_id, reason=CancelReason.ERROR, by=drafts.gp())


def test_signed_plan_is_pointed_to(publisher: Publisher, there: OtherLocator) -> None:
    person = drafts.person_with_talk()
    version = drafts.signed(person).version_id
    publish(publisher)
    (pointer,) = known(person)
    assert pointer["content"][0]["attachment"]["url"] == f"{there.address}/fhir/R4/DocumentReference/{version}/$current"
    assert pointer["id"].startswith("Y90001-")
    assert Event.objects.filter(kind=EventKind.POINTER_PUBLISHED, person_id=person).count() == 1


def test_replaced_plan_s_pointer_is_replaced(publisher: Publisher, there: OtherLocator) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    publish(publisher)
    second = drafts.signed(person).version_id
    publish(publisher)
    assert [each["masterIdentifier"]["value"] for each in known(person)] == [str(second)]
    assert there.methods == ["PUT", "PUT"]


@pytest.mark.parametrize("how", ["cancelled", "objected", "died", "invalidated"])
def test_pointer_to_what_no_longer_stands_is_deleted(publisher: Publisher, there: OtherLocator, how: str) -> None:
    person = drafts.person_with_talk()
    version = drafts.signed(person).version_id
    publish(publisher)
    {
        "cancelled": lambda: cancel(version),
        "objected": lambda: consents.change(version_id=version, consent=ConsentToShare.WITHDRAWN, by=drafts.gp()),
        "died": lambda: drafts.die(person),
        "invalidated": lambda: numbers.invalidate(person_id=person, by=None),
    }[how]()
    publish(publisher)
    assert (known(person), there.methods) == ([], ["PUT", "DELETE"])
    assert Event.objects.filter(kind=EventKind.POINTER_WITHDRAWN, person_id=person).count() == 1


def test_plan_for_an_admission_is_a_pointer_of_its_own(publisher: Publisher) -> None:
    person = drafts.person_with_talk()
    drafts.admit(person)
    drafts.signed(person)
    drafts.signed(person, scope=Scope.EPISODE)
    publish(publisher)
    assert {each["type"]["coding"][0]["code"] for each in known(person)} == {"736366004", "735324008"}


def test_new_number_is_another_pointer(publisher: Publisher) -> None:
    person, number = drafts.person_with_talk(), who.number()
    drafts.signed(person)
    publish(publisher)
    numbers.supersede(person_id=person, number=number, by=None)
    publish(publisher)
    assert [each["subject"]["identifier"]["value"] for each in known(person)] == [number]


def test_number_that_is_not_verified_is_not_published(publisher: Publisher, there: OtherLocator) -> None:
    drafts.signed(drafts.person_with_talk(verification=Verification.PRESENT_NOT_TRACED))
    publish(publisher)
    assert there.asked == []


def test_plan_of_another_organisation_is_not_published(publisher: Publisher, there: OtherLocator) -> None:
    person = drafts.person_with_talk()
    drafts.move_in(person)
    drafts.signed(person, by=drafts.nurse())
    publish(publisher)
    assert there.asked == []


@pytest.mark.parametrize("status", [503, 401])
def test_locator_that_takes_nothing_is_asked_again_and_nothing_is_lost(
    publisher: Publisher, there: OtherLocator, status: int
) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    there.statuses = [status] * 5
    for _ in range(7):
        publish(publisher)
    assert (len(known(person)), Publication.objects.get(pk=person).state) == (1, "done")


def test_pointer_that_is_never_taken_is_a_dead_letter_until_asked_for(
    publisher: Publisher, there: OtherLocator
) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    there.statuses = [418] * 3
    publish(publisher)
    (dead,) = (each for each in publications.waiting() if each.person_id == person)
    assert (dead.state, dead.tries, dead.error) == ("dead", 3, "answered 418")
    publications.mark([person])
    publish(publisher)
    assert len(known(person)) == 1


def test_what_was_cut_off_is_put_once_more_and_once_alone(publisher: Publisher) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    publish(publisher)
    PublishedPointer.objects.filter(person_id=person).update(published_at=None)
    publications.mark([person])
    publish(publisher)
    assert (len(known(person)), PublishedPointer.objects.get(person_id=person).published_at is None) == (1, False)


def test_what_was_cut_off_is_taken_back_when_the_plan_is_cancelled_meanwhile(publisher: Publisher) -> None:
    person = drafts.person_with_talk()
    version = drafts.signed(person).version_id
    publish(publisher)
    PublishedPointer.objects.filter(person_id=person).update(published_at=None)
    cancel(version)
    publish(publisher)
    assert (known(person), PublishedPointer.objects.filter(person_id=person).exists()) == ([], False)


def test_what_was_replaced_and_is_gone_there_stops_nothing(publisher: Publisher) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    publish(publisher)
    Pointer.objects.filter(person_id=person).delete()
    second = drafts.signed(person).version_id
    publish(publisher)
    assert [each["masterIdentifier"]["value"] for each in known(person)] == [str(second)]


def test_everybody_is_looked_at_again(publisher: Publisher) -> None:
    person = drafts.person_with_talk()
    with override_settings(ACCORD_LOCATOR=None):
        drafts.signed(person)
        dispatch()
    publications.mark_everybody()
    publisher.publish(person)
    Publication.objects.update(state="done")
    assert len(known(person)) == 1


def test_worker_publishes_beside_its_jobs(there: OtherLocator) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    dispatch()
    with publishing_beside():
        until(lambda: len(known(person)) == 1)
