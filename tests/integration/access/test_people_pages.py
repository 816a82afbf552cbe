"""The pages about people: find one, record one, keep what they need."""

import html
from uuid import UUID

import pytest
from tests.builders import who
from tests.builders.browsers import Browser

from accord.domain.people import Identity, PersonName
from accord.people.actions import numbers
from accord.people.actions.held import HeldReason, hold
from accord.people.queries import find, identities
from accord.people.queries.held import waiting

BORN = {"birth_date-day": "17", "birth_date-month": "5", "birth_date-year": "1941"}
DETAILS = {"by": "details", "family": "Hartley", "postcode": "ZZ99 3AB", **BORN}
NEW = {
    "given": "Rose Ann",
    "family": "Hartley",
    "gender": "female",
    "postcode": "zz99 3ab",
    "lines": "1 High Street",
    **BORN,
}


@pytest.fixture
def gp(browser: Browser) -> Browser:
    browser.sign_in(who.open_account("s-gp"))
    return browser


def of(person: UUID) -> Identity:
    return identities.many([person])[person]


def find_by(browser: Browser, fields: dict[str, str]) -> tuple[str, str]:
    response = browser.send("/people/find", fields, page="/people/find")
    return getattr(response, "url", ""), html.unescape(response.content.decode())


def test_find_by_number_leads_to_the_person(gp: Browser) -> None:
    number = who.number()
    person = who.recorded(nhs_number=number)
    assert find_by(gp, {"by": "number", "nhs_number": number})[0] == f"/people/{person}"


def test_find_by_old_number_says_so(gp: Browser) -> None:
    old = who.number()
    person = who.recorded(nhs_number=old)
    numbers.supersede(person_id=person, number=who.number(), by=None)
    find_by(gp, {"by": "number", "nhs_number": old})
    assert "replaced by another" in gp.open("/people/find")


def test_find_by_details_leads_to_the_person(gp: Browser) -> None:
    person = who.recorded()
    assert find_by(gp, DETAILS)[0] == f"/people/{person}"


def test_nobody_found_says_so_and_offers_to_record(gp: Browser) -> None:
    _, page = find_by(gp, DETAILS)
    assert find.NOBODY_FOUND in page
    assert "Record a new person" in page


def test_several_found_are_not_listed(gp: Browser) -> None:
    for given in ("Rose", "Iris"):
        who.recorded(name=PersonName(family="Hartley", given=(given,)))
    _, page = find_by(gp, DETAILS)
    assert find.SEVERAL_FOUND in page
    assert "Iris" not in page


def test_wrong_number_keeps_what_was_typed(gp: Browser) -> None:
    _, page = find_by(gp, {"by": "number", "nhs_number": "999 000 0019"})
    assert "at least one digit is wrong" in page
    assert 'value="999 000 0019"' in page


def test_new_person_is_begun_with_what_was_looked_for(gp: Browser) -> None:
    page = gp.send("/people/new", DETAILS | {"carry": "1"}, page="/people/find").content.decode()
    assert 'value="Hartley"' in page
    assert "There is a problem" not in page


def test_new_person_is_recorded_unverified(gp: Browser) -> None:
    number = who.number()
    response = gp.send("/people/new", NEW | {"nhs_number": number}, page="/people/new")
    found = find.by_number(number)
    assert found
    assert response.url == f"/people/{found.person_id}"
    identity = of(found.person_id)
    assert (identity.display_name, identity.address_line) == ("Rose Ann Hartley", "1 High Street, ZZ99 3AB")
    assert not identity.is_verified


def test_number_of_somebody_else_is_said_at_its_field(gp: Browser) -> None:
    number = who.number()
    who.recorded(nhs_number=number)
    response = gp.send("/people/new", NEW | {"nhs_number": number}, page="/people/new")
    assert response.status_code == 422
    assert "already recorded here" in response.content.decode()


def test_details_changed_meanwhile_are_shown_and_not_overwritten(gp: Browser) -> None:
    person = who.recorded()
    page = f"/people/{person}/details"
    gp.send(page, NEW | {"revision": "1"}, page=page)
    response = gp.send(page, NEW | {"family": "Lowe", "revision": "1"}, page=page)
    assert "Somebody else changed these details" in response.content.decode()
    assert of(person).display_name == "Rose Ann Hartley"


def test_details_of_a_restricted_person_ask_for_no_location(gp: Browser) -> None:
    person = who.recorded(restricted=True)
    page = f"/people/{person}/details"
    assert 'name="postcode"' not in gp.open(page)
    gp.send(page, NEW | {"revision": "1"}, page=page)
    assert of(person).restricted


def test_needs_are_saved(gp: Browser) -> None:
    page = f"/people/{(person := who.recorded())}/needs"
    gp.send(page, {"communication": "Makaton signs", "interpreter": "no"}, page=page)
    assert of(person).needs.communication == "Makaton signs"


def test_monitoring_is_saved(gp: Browser) -> None:
    page = f"/people/{who.recorded()}/monitoring"
    assert gp.send(page, {"ethnicity": "arab", "frailty": "6", "dementia": "yes"}, page=page).status_code == 302
    assert 'value="6"' in gp.open(page)


def test_contact_is_added_changed_and_ended(gp: Browser) -> None:
    person = who.recorded()
    page = f"/people/{person}/contacts"
    gp.send(f"{page}/new", {"name": "Kim", "roles": ["primary", "carer"]}, page=f"{page}/new")
    contact = of(person).contacts[0].id
    gp.send(f"{page}/{contact}", {"name": "Kim Hart", "roles": ["primary"]}, page=f"{page}/{contact}")
    assert "Kim Hart" in gp.open(page)
    gp.send(f"{page}/{contact}/end", {}, page=page)
    assert "No contact is recorded" in gp.open(page)


def test_find_says_how_many_pairs_wait(gp: Browser) -> None:
    assert "Records that may be of one person</a>" in gp.open("/people/find")
    hold(reason=HeldReason.TWO_RECORDS, person_id=who.recorded(), other_id=who.recorded(), as_read={}, by=None)
    assert "Records that may be of one person (1 waiting)</a>" in gp.open("/people/find")


def test_pairs_that_wait_are_not_shown_to_care_staff(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-care"))
    assert "Records that may be" not in browser.open("/people/find")


def test_held_pair_is_compared_and_settled(gp: Browser) -> None:
    one, two = who.recorded(), who.recorded(name=PersonName(family="Hartly"))
    held = hold(reason=HeldReason.TWO_RECORDS, person_id=one, other_id=two, as_read={}, by=None)
    assert "Hartly" in gp.open("/people/held")
    gp.send("/people/held", {"held": str(held), "settlement": "same_person"}, page="/people/held")
    assert waiting() == []
    assert of(two).merged_into == one
