"""Who looked at my record: what staff show the person."""

import html
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.browsers import Browser

from accord.access.actions import reads
from accord.access.actions.reads import Purpose
from accord.access.models import AccessLog
from accord.domain.authority import Actor
from accord.people.actions import numbers


@pytest.fixture
def gp(browser: Browser) -> Browser:
    browser.sign_in(who.open_account("s-gp"))
    return browser


def look(person: UUID, by: Actor, purpose: Purpose = Purpose.CARE, basis: str = "staying") -> None:
    reads.note(by=by, person_id=person, purpose=purpose, what="plan", basis=basis)


def shown(browser: Browser, person: UUID) -> str:
    return html.unescape(browser.open(f"/people/{person}/who-looked"))


def test_organisation_and_role_are_named_and_no_member_of_staff(gp: Browser) -> None:
    look(person := who.recorded(), drafts.nurse())
    page = shown(gp, person)
    assert "Clinician, Oak Hospital" in page
    assert "You were staying there" in page
    assert "Nia Reed" not in page


def test_emergency_is_marked(gp: Browser) -> None:
    look(person := who.recorded(), drafts.carer(), Purpose.EMERGENCY, "outside")
    page = shown(gp, person)
    assert ">Emergency</strong>" in page
    assert "No relationship with you was recorded there" in page


def test_showing_it_is_itself_a_look_that_it_shows(gp: Browser) -> None:
    person = who.recorded()
    assert "Senior responsible clinician, Elm Surgery" in shown(gp, person)
    assert AccessLog.objects.filter(person_id=person, what="told who looked", basis="registered").exists()


def test_looks_at_a_record_that_was_merged_are_told_too(gp: Browser) -> None:
    kept, merged = who.recorded(), who.recorded()
    look(merged, drafts.nurse())
    numbers.merge(kept_id=kept, merged_id=merged, by=None)
    assert "Oak Hospital" in shown(gp, kept)


def test_places_of_a_restricted_person_are_not_named(gp: Browser) -> None:
    look(person := who.recorded(restricted=True, practice=None, addresses=()), drafts.nurse())
    page = shown(gp, person)
    assert "Oak Hospital" not in page
    assert "An organisation that is not named here" in page


def test_older_looks_are_a_page_further(gp: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.access.queries.lookers.MOST", 1)
    look(person := who.recorded(), drafts.nurse())
    page = shown(gp, person)
    assert "Oak Hospital" not in page
    last = AccessLog.objects.filter(person_id=person).latest("id").id
    assert f"?before={last}" in page
    assert "Oak Hospital" in html.unescape(gp.open(f"/people/{person}/who-looked?before={last}"))


def test_administrator_is_not_shown_it(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-office"))
    assert browser.get(f"/people/{who.recorded()}/who-looked").status_code == 403
