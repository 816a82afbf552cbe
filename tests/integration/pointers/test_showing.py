"""What is registered here is shown with the person at once, stays whatever is signed, and goes when it is deleted."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.builders.pointers import ADVANCE, CRISIS, LocatorClient, contact_details, content, pointer, replacing

from accord.people.actions import numbers
from accord.people.queries import find
from accord.plans.actions import elsewhere
from accord.plans.queries import standing

NEWS = "1363501000000100"


def told(person: UUID) -> list[tuple[str, str]]:
    """Return which plans are said to be held by whom."""
    sheet = standing.sheet(person) or {}
    return [(each["kind"], each["holder"]) for each in sheet.get("elsewhere", [])]


def test_pointer_is_shown_at_once_with_how_to_reach_who_holds_it(
    home: LocatorClient, number: str, person: UUID
) -> None:
    home.registered(pointer(number, content=[contact_details()]))
    assert told(person) == [("Mental health crisis plan", "Ash House (VL901)")]
    assert (standing.sheet(person) or {})["elsewhere"][0]["contact"] == "https://ash.example/contact"


def test_it_stays_whatever_is_signed_here(home: LocatorClient, number: str) -> None:
    person = drafts.person_with_talk(nhs_number=number)
    home.registered(pointer(number))
    drafts.signed(person)
    drafts.signed(person)
    assert len(told(person)) == 1


def test_replaced_is_shown_once_and_deleted_no_more(home: LocatorClient, number: str, person: UUID) -> None:
    first = home.registered(pointer(number))
    second = home.registered(pointer(number, relatesTo=replacing(first)))
    assert len(told(person)) == 1
    home.one("DELETE", second)
    assert told(person) == []


def test_pointer_that_does_not_stand_is_not_shown(home: LocatorClient, number: str, person: UUID) -> None:
    pointer_id = home.registered(pointer(number))
    home.one("PUT", pointer_id, pointer(number, id=pointer_id, status="entered-in-error", content=[content()]))
    assert told(person) == []


def test_what_is_no_plan_is_not_shown(number: str, person: UUID) -> None:
    LocatorClient(registers=(NEWS,)).registered(pointer(number, NEWS))
    assert told(person) == []


def test_emergency_of_somebody_who_was_not_known_finds_that_a_plan_is_held(home: LocatorClient, number: str) -> None:
    home.registered(pointer(number))
    found = find.by_number(number)
    assert found is not None
    assert len(told(found.person_id)) == 1


def test_records_that_are_one_person_s_show_both(number: str, person: UUID) -> None:
    other = who.number()
    merged = who.recorded(nhs_number=other)
    home = LocatorClient(registers=(CRISIS, ADVANCE))
    home.registered(pointer(number))
    home.registered(pointer(other, ADVANCE))
    numbers.merge(kept_id=person, merged_id=merged, by=None)
    assert {kind for kind, _ in told(person)} == {"Mental health crisis plan", "Advance care plan"}


@pytest.mark.parametrize("page", ["plans:emergency_person", "plans:person"])
def test_both_pages_of_the_person_say_who_holds_it(home: LocatorClient, number: str, person: UUID, page: str) -> None:
    home.registered(pointer(number))
    browser = Browser()
    browser.sign_in(who.open_account("s-gp"))
    shown = browser.open(reverse(page, args=[person]))
    assert "Mental health crisis plan: held by Ash House (VL901) since" in shown
    assert "No plan signed here: one is held elsewhere" in shown


def test_nothing_is_shown_without_its_event(person: UUID, failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        elsewhere.tell(person_id=person, held=[], by=None, now=drafts.a_moment_ago())
