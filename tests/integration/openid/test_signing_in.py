"""Staff sign in with an identity provider: they go there, come back, and work in the roles that are theirs."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings
from tests.builders import who
from tests.builders.browsers import Browser
from tests.builders.providers import ELM_GP, ProviderServer
from tests.integration.openid.rounds import BEGIN, is_refused, is_signed_in, sign_in

from accord.access import published_keys
from accord.access.actions import accounts
from accord.access.models import Session, User

ASH = {"person_roleid": "555000000001", "org_code": "VL901", "role_code": "S0030:G0100:R0620"}
OAK = {"person_roleid": "555000000002", "org_code": "R9901", "role_code": "R0620"}
ASH_DESK = {"person_roleid": "555000000003", "org_code": "VL901", "role_code": "R8008"}


def test_member_of_staff_signs_in_and_comes_to_the_page_that_they_wanted(
    browser: Browser, provider: ProviderServer
) -> None:
    response = sign_in(browser, provider)
    assert browser.get(response.url).url == "/people/find"
    assert is_signed_in(browser)


def test_request_asks_for_what_the_profile_wants(browser: Browser, provider: ProviderServer) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(browser.get(BEGIN).url).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["acr_values"] == "AAL2_OR_AAL3_ANY"
    assert len(asked["state"]) >= 43
    assert len(asked["nonce"]) >= 43
    assert "people" not in asked["redirect_uri"]


def test_nobody_needs_a_second_factor_of_ours(browser: Browser, provider: ProviderServer) -> None:
    with override_settings(ACCORD_SECOND_FACTOR="required"):
        assert browser.get(sign_in(browser, provider).url).url == "/people/find"


def test_account_is_opened_once_and_has_no_password(browser: Browser, provider: ProviderServer) -> None:
    sign_in(browser, provider)
    sign_in(Browser(), provider)
    assert not User.objects.get().has_usable_password()


def test_account_of_ours_is_the_same_person(browser: Browser, provider: ProviderServer) -> None:
    who.open_account("s-gp")
    sign_in(browser, provider)
    assert Session.objects.exclude(provider_key="").get().account == User.objects.get(username="s-gp")


def test_role_is_chosen_among_those_that_both_directories_give(browser: Browser, provider: ProviderServer) -> None:
    response = sign_in(browser, provider, subject="s-nurse", roles=(ASH, OAK, ELM_GP))
    page = browser.open(response.url)
    assert "Clinician, Ash House" in page
    assert "Clinician, Oak Hospital" in page


@pytest.mark.parametrize("roles", [(OAK,), (OAK, ASH_DESK)])
def test_role_that_the_provider_does_not_give_is_not_open(
    browser: Browser, provider: ProviderServer, roles: tuple[dict[str, str], ...]
) -> None:
    sign_in(browser, provider, subject="s-nurse", roles=roles)
    browser.get("/choose-role")
    page = browser.open("/people/find")
    assert "Oak Hospital" in page
    assert "Ash House" not in browser.open("/choose-role")


def test_role_that_ended_at_the_provider_ends_with_the_next_sign_in_of_the_same_browser(
    browser: Browser, provider: ProviderServer
) -> None:
    sign_in(browser, provider, subject="s-nurse", roles=(ASH,))
    assert "Ash House" in browser.open("/choose-role") + browser.open("/people/find")
    before = browser.cookies["sessionid"].value
    sign_in(browser, provider, subject="s-nurse", roles=(OAK,))
    assert browser.cookies["sessionid"].value != before
    assert "Ash House" not in browser.open("/people/find")


def test_each_of_two_windows_in_which_sign_in_was_begun_comes_back(browser: Browser, provider: ProviderServer) -> None:
    there = [browser.get(BEGIN).url for _ in range(2)]
    answers = [browser.get(provider.come_back(each)) for each in there]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_role_selected_at_the_provider_is_the_one(browser: Browser, provider: ProviderServer) -> None:
    sign_in(browser, provider, subject="s-nurse", roles=(ASH, OAK), selected=ASH["person_roleid"])
    browser.get("/choose-role")
    assert "Ash House" in browser.open("/people/find")


def test_nobody_works_without_a_role_at_the_provider(browser: Browser, provider: ProviderServer) -> None:
    assert "No role is open to you" in browser.open(sign_in(browser, provider, roles=()).url)
    assert not is_signed_in(browser)


def test_aal2_is_enough_to_view(browser: Browser, provider: ProviderServer) -> None:
    sign_in(browser, provider, acr="AAL2_OR_AAL3_ANY")
    assert is_signed_in(browser)


@pytest.mark.parametrize(
    "desk",
    [
        {"subject": "555999999999"},
        {"subject": "closed"},
        {"told_subject": "s-nurse"},
        {"acr": "AAL1_USERPASS"},
    ],
)
def test_every_failure_says_the_same(browser: Browser, provider: ProviderServer, desk: dict[str, str]) -> None:
    if desk.get("subject") == "closed":
        who.open_account("s-care")
        accounts.close(user_id=User.objects.get(username="s-care").pk, by=None)
        desk = {"subject": "s-care"}
    assert is_refused(sign_in(browser, provider, **desk))
    assert not is_signed_in(browser)


def test_keys_of_the_provider_may_change(
    browser: Browser, provider: ProviderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published_keys, "PAUSE", 0.0)
    sign_in(browser, provider)
    provider.rotate()
    sign_in(Browser(), provider)
    assert sign_in(Browser(), provider).status_code == 302
    assert provider.asked.count("/keys") == 2


def test_nobody_makes_us_ask_for_keys_all_day(browser: Browser, provider: ProviderServer) -> None:
    sign_in(browser, provider)
    for _ in range(3):
        provider.rotate()
        assert is_refused(sign_in(Browser(), provider))
    assert provider.asked.count("/keys") == 1


def test_pages_about_a_password_are_not_for_them(browser: Browser, provider: ProviderServer) -> None:
    sign_in(browser, provider)
    browser.get("/choose-role")
    for page in ("/change-password", "/your-sign-in/set-up", "/your-sign-in/remove"):
        assert browser.get(page).url == "/your-sign-in"
    shown = browser.open("/your-sign-in")
    assert "NHS CIS2" in shown
    assert "AAL3" in shown


def test_without_a_provider_there_is_no_such_page(browser: Browser) -> None:
    assert browser.get(BEGIN).status_code == 404
    assert "NHS CIS2" not in browser.open("/sign-in")


def test_sign_in_page_offers_both(browser: Browser, provider: ProviderServer) -> None:
    page = browser.open("/sign-in?next=/emergency")
    assert 'href="/sign-in/openid?next=%2Femergency"' in page
    assert "Password" in page
