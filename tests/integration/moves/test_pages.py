"""The pages on which somebody places what could not be placed."""

from uuid import UUID

import pytest
from tests.builders import who
from tests.builders.browsers import Browser
from tests.builders.hospitals import Hospital

from accord.people.queries import identities
from accord.sharing.models import ToldMove, Visit


@pytest.fixture
def desk() -> Browser:
    browser = Browser()
    browser.sign_in(who.open_account("s-desk"))
    return browser


def test_somebody_finds_whose_it_is_and_says_so(desk: Browser, hospital: Hospital, person: UUID, number: str) -> None:
    hospital.tell("A01", number, pid_7="19500101")
    assert "/moves" in desk.open("/people/find")
    assert "another date of birth" in desk.open("/moves")
    page = f"/moves/{Visit.objects.get(number=hospital.visit).pk}"
    found = desk.send(page, {"step": "find", "nhs_number": number}, page=page).content.decode()
    assert "Is it this person?" in found
    desk.send(page, {"step": "placed", "person": str(person)}, page=page)
    assert "Nothing waits" in desk.open("/moves")
    shown = identities.of(person)
    assert shown
    assert shown.admission


def test_number_that_nobody_has_is_said(desk: Browser, hospital: Hospital) -> None:
    hospital.tell("A01", who.number())
    page = f"/moves/{Visit.objects.get(number=hospital.visit).pk}"
    assert (
        "Nobody with these details"
        in desk.send(page, {"step": "find", "nhs_number": who.number()}, page=page).content.decode()
    )
    assert desk.send(page, {"step": "tried_again"}, page=page).url == page
    desk.send(page, {"step": "put_away", "words": "Not ours"}, page=page)
    assert ToldMove.objects.get(visit__number=hospital.visit).state == "away"
    assert desk.get(page).status_code == 404
