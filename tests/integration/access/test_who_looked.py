"""Who looked: what a privacy officer is shown, and what not."""

import html
from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import who
from tests.builders.browsers import Browser

from accord.access.actions import reads
from accord.access.actions.reads import Purpose
from accord.access.models import AccessLog
from accord.access.queries import looks
from accord.domain.authority import Actor
from accord.domain.people import PersonName
from accord.domain.relationships import AccessBasis
from accord.organisations.actions import load_csv
from accord.people.queries import identities

HEAD = "staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to\n"
OFFICER = "s-privacy,Kit Watch,,,Y90001,privacy_officer,other,2020-01-01,\n"


@pytest.fixture
def officer(browser: Browser, tmp_path: Path) -> Browser:
    (tmp_path / "more.csv").write_text(HEAD + OFFICER)
    load_csv(organisations=None, relationships=None, staff=tmp_path / "more.csv", rejects=tmp_path / "r.csv", by=None)
    browser.sign_in(who.open_account("s-privacy"))
    return browser


def look(person: UUID, by: Actor | None = None, purpose: Purpose = Purpose.CARE) -> None:
    reads.note(by=by or who.actor("Y90001"), person_id=person, purpose=purpose, what="plan")


def text(browser: Browser, path: str) -> str:
    return html.unescape(browser.open(path))


def stranger(**changed: object) -> UUID:
    return who.recorded(practice=None, **changed)


def test_look_with_no_relationship_is_worth_asking_after(officer: Browser) -> None:
    look(stranger())
    shown = text(officer, "/who-looked")
    assert "No relationship with this person is recorded" in shown
    assert "Dr Ada Moss" in shown


def test_look_at_somebody_registered_gives_no_hint(officer: Browser) -> None:
    look(who.recorded())
    assert "gives a hint" in text(officer, "/who-looked")


def test_emergency_gives_no_hint_of_no_relationship(officer: Browser) -> None:
    look(stranger(), purpose=Purpose.EMERGENCY)
    assert "gives a hint" in text(officer, "/who-looked")


def test_list_of_what_waits_is_not_asked_after_and_does_not_count() -> None:
    person, by = stranger(name=PersonName(family="Moss", given=("Rose",))), who.actor("Y90001")
    reads.note_all(by=by, person_ids=[person], purpose=Purpose.CARE, what="work", basis=AccessBasis.WORK.value)
    seen = looks.of_person(person, organisation_id=by.organisation_id).looks
    assert len(seen) == 1
    assert looks.people_a_day(seen) == {}
    assert looks.recent(organisation_id=by.organisation_id) == []


def test_looks_for_another_organisation_are_not_shown(officer: Browser) -> None:
    person = stranger()
    look(person, by=who.actor("R9901"))
    assert "Nia Reed" not in text(officer, "/who-looked")
    assert "Nia Reed" not in text(officer, f"/who-looked/people/{person}")


def test_person_of_the_same_family_name_is_named_as_such(officer: Browser) -> None:
    look(who.recorded(name=PersonName(family="Moss", given=("Rose",))))
    assert "Whoever looked has this person’s family name" in text(officer, "/who-looked")


def test_number_leads_to_the_looks_at_that_record(officer: Browser) -> None:
    person = who.recorded()
    look(person)
    identity = identities.of(person)
    assert identity
    response = officer.send("/who-looked", {"nhs_number": identity.nhs_number or ""}, page="/who-looked")
    assert response.url == f"/who-looked/people/{person}"
    assert "Dr Ada Moss" in text(officer, response.url)


def test_asking_who_looked_is_itself_a_look(officer: Browser) -> None:
    person = who.recorded()
    officer.get(f"/who-looked/people/{person}")
    assert AccessLog.objects.filter(person_id=person, what="who_looked").count() == 1


def test_looks_of_one_member_of_staff_name_no_person(officer: Browser) -> None:
    look(stranger())
    shown = text(officer, f"/who-looked/staff/{who.actor('Y90001').staff_id}")
    assert "Looks by Dr Ada Moss" in shown
    assert "Hartley" not in shown


def test_older_looks_are_a_page_further(officer: Browser) -> None:
    person = who.recorded()
    for _ in range(51):
        look(person)
    page = f"/who-looked/staff/{who.actor('Y90001').staff_id}"
    first = text(officer, page)
    oldest = AccessLog.objects.order_by("-id").values_list("id", flat=True)[49]
    assert f"{page}?before={oldest}" in first
    assert text(officer, f"{page}?before={oldest}").count("Who looked at this record") == 1


@pytest.mark.parametrize("path", ["/who-looked", "/who-looked/people/{0}", "/who-looked/staff/{0}"])
def test_nobody_else_sees_who_looked(browser: Browser, path: str) -> None:
    browser.sign_in(who.open_account("s-gp"))
    assert browser.get(path.format(who.recorded())).status_code == 403


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "٣"])
def test_place_that_is_no_number_is_not_found(officer: Browser, before: str) -> None:
    assert officer.get(f"/who-looked/people/{who.recorded()}?before={before}").status_code == 404
