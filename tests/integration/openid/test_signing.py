"""Who signs shows at AAL3, within minutes, that it is they; it stands under what they signed."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.builders import drafts, factors, who
from tests.builders.browsers import Browser
from tests.builders.eyes import see
from tests.builders.pages import sent_back
from tests.builders.providers import ELM_GP, ProviderServer
from tests.integration.openid.rounds import is_refused, sign_in

from accord.plans.models import Version

AGAIN = "/sign-in/openid?again=1&next="
ASKED = "/sign-in/openid/again?next="


@pytest.fixture
def sign_page() -> str:
    return f"/drafts/{drafts.draft_of(drafts.person_with_talk(), drafts.gp())}/sign"


def signed_in(browser: Browser, provider: ProviderServer, **desk: object) -> Browser:
    sign_in(browser, provider, **desk)
    browser.get("/choose-role")
    return browser


def test_aal3_given_minutes_ago_is_enough(browser: Browser, provider: ProviderServer, sign_page: str) -> None:
    assert signed_in(browser, provider).get(sign_page).status_code == 200


@pytest.mark.parametrize(
    "desk", [{"acr": "AAL2_ANY"}, {"authenticated": (timezone.now() - timedelta(hours=1)).timestamp()}]
)
def test_less_than_that_leads_to_the_provider_once_more(
    browser: Browser, provider: ProviderServer, sign_page: str, desk: dict[str, object]
) -> None:
    response = signed_in(browser, provider, **desk).get(sign_page)
    assert response["Location"].startswith(ASKED)
    assert "Continue with NHS CIS2" in browser.open(response["Location"])
    there = sign_in(browser, provider, AGAIN + sign_page, acr="AAL3_ANY", authenticated=0)
    assert there.url == sign_page
    assert browser.get(sign_page).status_code == 200


def test_step_up_asks_for_aal3_now(browser: Browser, provider: ProviderServer) -> None:
    sign_in(signed_in(browser, provider, acr="AAL2_ANY"), provider, AGAIN + "/", acr="AAL3_ANY")
    assert (provider.seen["acr_values"], provider.seen["prompt"], provider.seen["max_age"]) == (
        "AAL3_ANY",
        "login",
        "600",
    )


@pytest.mark.parametrize(
    "desk",
    [
        {"acr": "AAL2_ANY"},
        {"acr": "AAL2_OR_AAL3_ANY"},
        {"subject": "s-nurse"},
        {"authenticated": (timezone.now() - timedelta(minutes=5)).timestamp()},
    ],
    ids=["aal2", "aal2 or aal3", "somebody else", "given before"],
)
def test_nothing_less_lets_sign(
    browser: Browser, provider: ProviderServer, sign_page: str, desk: dict[str, object]
) -> None:
    signed_in(browser, provider, acr="AAL2_ANY")
    assert is_refused(sign_in(browser, provider, AGAIN + sign_page, **({"acr": "AAL3_ANY"} | desk)))
    assert browser.get(sign_page)["Location"].startswith(ASKED)


def test_code_of_an_app_of_ours_does_not_stand_for_it(
    browser: Browser, provider: ProviderServer, sign_page: str
) -> None:
    here = Browser()
    here.sign_in(who.open_account("s-gp"))
    factors.set_up(here)
    signed_in(browser, provider, acr="AAL2_ANY")
    assert browser.get("/sign-in/code?next=/")["Location"].startswith(ASKED)
    assert browser.get(sign_page)["Location"].startswith(ASKED)


def test_who_did_not_come_by_the_provider_does_not_step_up_there(browser: Browser, provider: ProviderServer) -> None:
    browser.sign_in(who.open_account("s-gp"))
    assert browser.get("/sign-in/openid/again?next=/").url == "/sign-in/code?next=%2F"


def test_what_was_typed_when_it_ran_out_is_given_back(browser: Browser, provider: ProviderServer) -> None:
    page, words = f"/plans/{uuid4()}/endorse", "I agree, having spoken with Rose."
    signed_in(browser, provider, acr="AAL2_ANY")
    assert browser.send(page, {"words": words}, page="/people/find").url == ASKED + "%2Fheld-form"
    assert "What you typed is kept" in browser.open(ASKED + "/held-form")
    sign_in(browser, provider, AGAIN + "/held-form", acr="AAL3_ANY")
    assert words in html.unescape(browser.open("/held-form"))


def test_signature_says_how_and_in_which_national_role(
    browser: Browser, provider: ProviderServer, sign_page: str
) -> None:
    page = signed_in(browser, provider).get(sign_page).content.decode()
    sent = sent_back(page).dict() | {"senior_responsible": "yes", "confirm": "yes"}
    sent |= {"reason": "will_follow", "words": "The family will be told tonight."}
    response = browser.post(sign_page, sent)
    assert response.status_code == 302, response.content.decode()
    confirmation = see(Version).document["signature"]["confirmation"]
    assert (confirmation["by"], confirmation["session_role_id"]) == ("aal3", ELM_GP["person_roleid"])
