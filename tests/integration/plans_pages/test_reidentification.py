"""The pages about re-identification: asking, deciding, and the answer, which is shown once."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.builders import drafts, pseudonyms, who
from tests.builders.browsers import Browser
from tests.integration.plans_pages.conftest import SignIn

from accord.access.models import AccessLog
from accord.domain.authority import Role
from accord.organisations.actions import load_csv
from accord.people.queries import identities

HEAD = "staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to\n"
STAFF = """s-privacy,Kit Watch,,,Y90001,privacy_officer,other,2020-01-01,
s-review,Di Look,,,Q9901,reviewer,other,2020-01-01,
"""
ASKS = {"column": "person_id", "reason": "safeguarding", "words": pseudonyms.WORDS}
APPROVES = {"approved": "yes", "words": "It is needed to keep them safe."}


@pytest.fixture(autouse=True)
def _region_with_officers(_region: None, tmp_path: Path, settings: Any) -> None:
    settings.ACCORD_PSEUDONYM_KEY = pseudonyms.KEY
    (tmp_path / "more.csv").write_text(HEAD + STAFF)
    load_csv(organisations=None, relationships=None, staff=tmp_path / "more.csv", rejects=tmp_path / "r.csv", by=None)


@pytest.fixture
def lead(sign_in: SignIn) -> Browser:
    return sign_in("s-lead")


@pytest.fixture
def officer(sign_in: SignIn) -> Browser:
    return sign_in("s-privacy")


@pytest.fixture
def mine(person: UUID) -> str:
    drafts.signed(person)
    return pseudonyms.of(person)


def ask(browser: Browser, text: str, **changed: str) -> Any:
    return browser.send(
        "/re-identification/ask", {**ASKS, "pseudonyms": text, **changed}, page="/re-identification/ask"
    )


def number_of(response: Any) -> int:
    found = re.fullmatch(r"/re-identification/(\d+)", response.url)
    assert found, response
    return int(found.group(1))


def approve(browser: Browser, number: int, **changed: str) -> Any:
    page = f"/re-identification/requests/{number}"
    return browser.send(page, {**APPROVES, **changed}, page=page)


def text(browser: Browser, path: str) -> str:
    return html.unescape(browser.open(path))


def test_answer_names_the_person_once(lead: Browser, officer: Browser, mine: str, person: UUID) -> None:
    number = number_of(ask(lead, mine))
    approve(officer, number)
    page = f"/re-identification/{number}"
    answer = lead.send(page, {}, page=page)
    known = identities.of(person)
    assert known
    assert known.display_name in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    again = lead.send(page, {}, page=page)
    assert (again.status_code, known.display_name in text(lead, page)) == (302, False)
    assert AccessLog.objects.filter(person_id=person, what="re_identification").count() == 1


def test_whoever_decides_is_not_told_who_it_is(lead: Browser, officer: Browser, mine: str, person: UUID) -> None:
    number = number_of(ask(lead, mine))
    approve(officer, number)
    page = f"/re-identification/{number}"
    lead.send(page, {}, page=page)
    seen = text(officer, f"/re-identification/requests/{number}")
    known = identities.of(person)
    assert known
    assert ("1 of 1 pseudonym led to somebody" in seen, known.name.family in seen) == (True, False)


def test_decision_is_read_by_whoever_asked(lead: Browser, officer: Browser) -> None:
    number = number_of(ask(lead, "0" * 20))
    approve(officer, number, approved="no", words="Ask the home first.")
    seen = text(lead, f"/re-identification/{number}")
    assert ("It was refused." in seen, "Ask the home first." in seen, "Show who it is" in seen) == (True, True, False)


def test_requests_of_others_are_not_found(lead: Browser, sign_in: SignIn) -> None:
    number, reviewer = number_of(ask(lead, "0" * 20)), sign_in("s-review")
    assert reviewer.get(f"/re-identification/{number}").status_code == 404
    assert f"Request {number}" not in text(reviewer, "/re-identification")


def test_privacy_officer_sees_every_request(lead: Browser, officer: Browser, sign_in: SignIn) -> None:
    numbers = [number_of(ask(browser, "0" * 20)) for browser in (lead, sign_in("s-review"))]
    seen = text(officer, "/re-identification/requests")
    assert all(f"Request {number}" in seen for number in numbers)
    assert ("Sam View (Q9901)" in seen, "Di Look (Q9901)" in seen) == (True, True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"column": ""}, "Select what the pseudonyms are of"),
        ({"reason": ""}, "Select why"),
        ({"words": " "}, "Say what it is about"),
        ({"pseudonyms": ""}, "Enter the pseudonyms"),
        ({"pseudonyms": "999 000 1234"}, "What stands in line 1 is no pseudonym"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(lead: Browser, changed: dict[str, str], said: str) -> None:
    response = ask(lead, "0" * 20, **changed)
    assert (response.status_code, said in html.unescape(response.content.decode())) == (422, True)


@pytest.mark.parametrize("staff", ["s-gp", "s-care", "s-office"])
@pytest.mark.parametrize("page", ["", "/ask", "/1", "/requests", "/requests/1"])
def test_nobody_else_is_let_in(sign_in: SignIn, staff: str, page: str) -> None:
    assert sign_in(staff).get(f"/re-identification{page}").status_code == 403


def test_asking_and_deciding_are_apart(lead: Browser, officer: Browser) -> None:
    statuses = [lead.get("/re-identification/requests").status_code, officer.get("/re-identification/ask").status_code]
    assert statuses == [403, 403]


def test_without_a_given_key_the_page_says_what_cannot_be_led_back(lead: Browser, settings: Any) -> None:
    settings.ACCORD_PSEUDONYM_KEY = None
    assert "No key was given for exports" in text(lead, "/re-identification/ask")


def test_form_that_is_sent_twice_asks_once(lead: Browser) -> None:
    token = re.search(r'name="submission" value="([^"]+)"', lead.open("/re-identification/ask"))
    assert token
    sent = [number_of(ask(lead, "0" * 20, submission=token.group(1))) for _ in range(2)]
    assert sent[0] == sent[1]


def test_somebody_who_asked_and_may_decide_is_told_why_not(officer: Browser) -> None:
    own = pseudonyms.asked("0" * 20, by=pseudonyms.in_another_role(who.actor("Y90001", Role.PRIVACY_OFFICER)))
    assert "You asked this yourself" in text(officer, f"/re-identification/requests/{own}")
