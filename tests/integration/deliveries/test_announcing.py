"""Changes of plans announced to a service in the shape of the Multicast Notification Service: once each, in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from tests.builders import drafts
from tests.builders.announced import Service, notification_service, settings_of
from tests.builders.locators import KEY, other_locator
from tests.builders.subscribers import until
from tests.builders.systems import OtherSystem, jwks

from accord.config.publishers import publishing_beside
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.lifecycle import CancelReason
from accord.domain.people import Practice, Verification
from accord.domain.plan.wishes import ConsentToShare
from accord.events.actions import record
from accord.events.models import Event
from accord.people.queries import identities
from accord.plans.actions import cancellations, consents
from accord.sharing.actions.demographics import Became
from accord.sharing.announcing.announcers import Announcer
from accord.sharing.announcing.cloud_events import PLAN_CHANGE, Announced
from accord.sharing.deliveries import announcements
from accord.sharing.deliveries.dispatching import dispatch
from accord.sharing.deliveries.outlets import USED_WITHIN, Outlet, in_use, note_used
from accord.sharing.deliveries.paces import Pace
from accord.sharing.models import Announcement, DemographicNotice, UsedOutlet

AT_ONCE = Pace(first=0.0, longest=0.0, tries=3)
HERE = "https://accord.example"


@pytest.fixture
def service() -> Iterator[Service]:
    """Leave nothing of other tests to be announced, and announce to a service of our own."""
    Announcement.objects.update(state="kept")
    with (
        notification_service() as held,
        override_settings(ACCORD_ANNOUNCEMENTS=held.settings, ACCORD_ADDRESS=HERE),
    ):
        yield held


@pytest.fixture
def announcer(service: Service) -> Announcer:
    return Announcer(service.settings, AT_ONCE)


def announce(announcer: Announcer) -> None:
    """Take what waits from the outbox, and announce until nothing is due."""
    dispatch()
    for _ in range(20):
        if not announcer.round():
            break


def number_of(person: UUID) -> str:
    held = identities.of(person)
    assert held is not None
    return held.nhs_number or ""


def nobody_uses_any() -> None:
    UsedOutlet.objects.update(used_at=timezone.now() - 2 * USED_WITHIN)


def used_here() -> bool:
    with override_settings(ACCORD_ANNOUNCEMENTS=None):
        return Outlet.ANNOUNCEMENTS in in_use(timezone.now())


def cancel(version_id: UUID) -> None:
    cancellations.cancel(version_id=version_id, reason=CancelReason.ERROR, by=drafts.gp())


def test_signed_plan_is_announced_and_says_nothing_of_it(announcer: Announcer, service: Service, person: UUID) -> None:
    version = drafts.signed(person).version_id
    announce(announcer)
    (event,) = service.events
    kept = Announcement.objects.get(person_id=person)
    assert event == {
        "specversion": "1.0", "id": str(kept.cloud_id), "source": "uk.nhs.accord-test", "type": PLAN_CHANGE,
        "time": event["time"], "subject": number_of(person),
        "dataref": f"{HERE}/fhir/R4/DocumentReference/{version}/$current",
        "filtering": {"generalpractitioner": "Y90001"},
    }  # fmt: skip
    assert (kept.state, Event.objects.filter(kind=EventKind.PLAN_ANNOUNCED, person_id=person).count()) == ("sent", 1)


def test_we_show_who_we_are_by_a_signed_assertion_once(announcer: Announcer, service: Service, person: UUID) -> None:
    cancel(drafts.signed(person).version_id)
    announce(announcer)
    (claims,) = service.claims
    assert (claims["iss"], claims["aud"]) == ("client-7", f"{service.address}/token")
    assert {each["Content-Type"] for each in service.headers} == {"application/cloudevents+json"}
    assert len(service.events) == 2


def test_changes_of_one_person_keep_their_order_and_ids_when_tried_again(
    announcer: Announcer, service: Service, person: UUID
) -> None:
    service.statuses = [400, 503, 401]
    cancel(drafts.signed(person).version_id)
    announce(announcer)
    for _ in range(3):
        announcer.round()
    first, second = Announcement.objects.filter(person_id=person).order_by("id")
    assert [each["id"] for each in service.events] == [str(first.cloud_id)] * 4 + [str(second.cloud_id)]
    assert (first.state, second.state) == ("sent", "sent")


@pytest.mark.parametrize("why", ["objected", "unverified", "restricted"])
def test_who_may_not_be_told_of_everywhere_is_not_announced(announcer: Announcer, service: Service, why: str) -> None:
    unverified = {"verification": Verification.PRESENT_NOT_TRACED} if why == "unverified" else {}
    person = drafts.person_with_talk(**unverified, restricted=why == "restricted")
    version = drafts.signed(person).version_id
    if why == "objected":
        consents.change(version_id=version, consent=ConsentToShare.WITHDRAWN, by=drafts.gp())
    announce(announcer)
    assert service.events == []
    assert {each.state for each in Announcement.objects.filter(person_id=person)} == {"kept"}


def test_reports_of_plans_that_others_hold_are_not_announced(service: Service, person: UUID) -> None:
    version = drafts.signed(person).version_id
    with transaction.atomic():
        for kind in (EventKind.PLAN_REPORTED, EventKind.PAPER_SEEN, EventKind.REPORT_SETTLED):
            record(kind=kind, person_id=person, by=None, payload={"version_id": str(version)})
    dispatch()
    assert [each.kind for each in Announcement.objects.filter(person_id=person)] == ["signed"]


def test_what_is_never_taken_is_a_dead_letter_that_names_nobody_and_holds_nobody_up(
    announcer: Announcer, service: Service, person: UUID, capfd: pytest.CaptureFixture[str]
) -> None:
    number, other = number_of(person), drafts.person_with_talk()
    service.never = {number}
    drafts.signed(person)
    drafts.signed(other)
    announce(announcer)
    (letter,) = announcements.dead()
    assert (letter.kind, letter.tries, letter.error) == ("signed", 3, "answered 400")
    assert service.subjects().count(number_of(other)) == 1
    assert number not in str(letter) + "".join(capfd.readouterr())


def test_dead_letters_are_announced_again_under_their_ids(announcer: Announcer, service: Service, person: UUID) -> None:
    service.never = {number_of(person)}
    drafts.signed(person)
    announce(announcer)
    service.never = set()
    assert announcements.replay() == 1
    announce(announcer)
    assert len({each["id"] for each in service.events}) == 1
    assert (announcements.dead(), Announcement.objects.get(person_id=person).state) == ([], "sent")


def test_announcing_nothing_again_is_refused(service: Service) -> None:
    with pytest.raises(Refused):
        announcements.replay()


def test_announcing_again_without_its_event_is_undone(service: Service, failing_events: None) -> None:
    row = Announcement.objects.create(
        event_id=-1, person_id=uuid4(), version_id=uuid4(), kind="signed", happened_at="2026-01-01T00:00Z", state="dead"
    )
    with pytest.raises(RuntimeError, match="no event"):
        announcements.replay()
    row.refresh_from_db()
    assert row.state == "dead"


def test_service_that_takes_nothing_is_asked_again_and_nothing_is_lost(
    announcer: Announcer, service: Service, person: UUID
) -> None:
    service.statuses = [503] * 5
    drafts.signed(person)
    for _ in range(7):
        announce(announcer)
    row = Announcement.objects.get(person_id=person)
    assert (row.state, row.tries, len({each["id"] for each in service.events})) == ("sent", 1, 1)


def test_another_accord_keeps_the_event_and_refuses_its_type_by_name(service: Service, person: UUID) -> None:
    with other_locator() as accord, override_settings(ACCORD_ADDRESS=accord.address):
        system = OtherSystem(keys=jwks(KEY)).register("system/DemographicNotice.c")
        there = settings_of(accord.address, f"{accord.address}/oauth/token", system.id, KEY)
        drafts.signed(person)
        announce(Announcer(there, AT_ONCE))
    kept = DemographicNotice.objects.get(subject=number_of(person))
    assert (kept.kind, kept.outcome, kept.source) == (PLAN_CHANGE, Became.UNKNOWN, "uk.nhs.accord-test")
    assert [each.error for each in announcements.dead()] == ["answered 422"]


def test_worker_announces_beside_its_jobs(service: Service, person: UUID) -> None:
    drafts.signed(person)
    dispatch()
    with publishing_beside():
        until(lambda: len(service.events) == 1)


def test_change_that_a_worker_without_the_settings_takes_is_kept_for_one_that_has_them(
    announcer: Announcer, service: Service, person: UUID
) -> None:
    nobody_uses_any()
    with publishing_beside():
        until(used_here)
    drafts.signed(person)
    with override_settings(ACCORD_ANNOUNCEMENTS=None):
        dispatch()
    announce(announcer)
    assert [each["subject"] for each in service.events] == [number_of(person)]


def test_way_out_that_nobody_has_used_for_long_keeps_nothing(announcer: Announcer, person: UUID) -> None:
    now = timezone.now()
    nobody_uses_any()
    note_used(Outlet.ANNOUNCEMENTS, now - USED_WITHIN)
    assert not used_here()
    note_used(Outlet.ANNOUNCEMENTS, now)
    assert used_here()


def test_practice_that_ended_is_not_named_from_the_next_day_here(announcer: Announcer, service: Service) -> None:
    """Half past midnight in summer is still the day before in UTC."""
    left = Practice(code="Y90001", start=date(2001, 1, 1), end=date(2026, 6, 30))
    person = drafts.person_with_talk(practice=left)
    version = drafts.signed(person).version_id
    for event_id, at in ((-2, "2026-06-30T23:30:00+01:00"), (-3, "2026-07-01T00:30:00+01:00")):
        row = {"person_id": person, "version_id": version, "kind": "signed", "happened_at": at}
        Announcement.objects.create(event_id=event_id, **row)
    for _ in range(2):
        announcer.round()
    assert ["filtering" in each for each in service.events] == [True, False]


def test_change_at_which_the_service_breaks_holds_up_nobody_else(
    announcer: Announcer, service: Service, person: UUID
) -> None:
    other = drafts.person_with_talk()
    service.breaks = {number_of(person)}
    drafts.signed(person)
    drafts.signed(other)
    dispatch()
    for _ in range(4):
        announcer.round()
    states = [Announcement.objects.get(person_id=each).state for each in (person, other)]
    assert states == ["waiting", "sent"]


def test_service_that_knows_us_no_longer_lets_nothing_die(announcer: Announcer, service: Service, person: UUID) -> None:
    service.statuses = [401] * 5
    drafts.signed(person)
    for _ in range(7):
        announce(announcer)
    row = Announcement.objects.get(person_id=person)
    assert (row.state, row.tries) == ("sent", 1)


def test_worker_that_lost_its_turn_announces_nothing_after_what_came_later(service: Service, person: UUID) -> None:
    """Another announced both changes of the person while the first had one of them in hand."""

    class Late(Announcer):
        def _announced(self, row: Announcement) -> Announced | None:
            announce(Announcer(service.settings, AT_ONCE))
            return super()._announced(row)

    cancel(drafts.signed(person).version_id)
    dispatch()
    Late(service.settings, AT_ONCE).round()
    rows = Announcement.objects.filter(person_id=person).order_by("id")
    assert [each["id"] for each in service.events] == [str(row.cloud_id) for row in rows]
    assert {row.state for row in rows} == {"sent"}
