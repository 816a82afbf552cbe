"""Before somebody signs or endorses, their second factor is asked for again, and nothing typed is lost."""

import html
from uuid import uuid4

import pytest
from tests.builders import drafts, factors, who
from tests.builders.browsers import Browser
from tests.builders.factors import App

ENDORSE = f"/plans/{uuid4()}/endorse"
ASKED = "/sign-in/code?next="
WORDS = "I agree, having spoken with\nRose and her daughter."


@pytest.fixture
def app(browser: Browser) -> App:
    browser.sign_in(who.open_account("s-gp"))
    return factors.set_up(browser)


@pytest.fixture
def sign_page() -> str:
    return f"/drafts/{drafts.draft_of(drafts.person_with_talk(), drafts.gp())}/sign"


def test_code_given_minutes_ago_is_enough(browser: Browser, app: App, sign_page: str) -> None:
    with factors.later(minutes=9):
        assert browser.get(sign_page).status_code == 200


def test_code_given_longer_ago_is_asked_for_before_the_page(browser: Browser, app: App, sign_page: str) -> None:
    with factors.later(minutes=11):
        response = browser.get(sign_page)
        assert response["Location"] == ASKED + sign_page.replace("/", "%2F")
        sent = {"one_time_code": app.code(0), "next": sign_page}
        assert browser.send(factors.CODE, sent, page=factors.CODE).url == sign_page
        assert browser.get(sign_page).status_code == 200


@pytest.mark.parametrize("page", [ENDORSE, f"/drafts/{uuid4()}/sign"], ids=["endorse", "sign"])
def test_what_was_typed_when_it_ran_out_is_given_back(browser: Browser, app: App, page: str) -> None:
    with factors.later(minutes=11):
        assert browser.send(page, {"words": WORDS}, page="/people/find").url == ASKED + "%2Fheld-form"
        assert "What you typed is kept" in browser.open(ASKED + "/held-form")
        browser.send(factors.CODE, {"one_time_code": app.code(0), "next": "/held-form"}, page=factors.CODE)
        shown = html.unescape(browser.open("/held-form"))
    assert WORDS in shown
    assert f'action="{page}"' in shown


def test_account_without_a_second_factor_is_not_asked(browser: Browser, sign_page: str) -> None:
    browser.sign_in(who.open_account("s-gp"))
    with factors.later(minutes=20):
        assert browser.get(sign_page).status_code == 200


def test_who_may_not_sign_is_not_asked(browser: Browser, sign_page: str) -> None:
    browser.sign_in(who.open_account("s-care"))
    factors.set_up(browser)
    with factors.later(minutes=11):
        assert not browser.get(sign_page).headers.get("Location", "").startswith(ASKED)


def test_changing_the_second_factor_asks_for_it(browser: Browser, app: App) -> None:
    with factors.later(minutes=11):
        for page in (factors.SET_UP, "/your-sign-in/remove"):
            assert browser.get(page)["Location"].startswith(ASKED)
        response = browser.send(factors.CODES, {}, page=factors.CODES)
    assert response.url.startswith(ASKED)
