"""Nobody comes in with a token that is not the provider's, for us, for this round and now."""

from dataclasses import replace

import pytest
import requests
from django.test import override_settings
from tests.builders.browsers import Browser
from tests.builders.forgeries import FORGERIES
from tests.builders.providers import CLIENT_ID, ProviderServer
from tests.integration.openid.rounds import BEGIN, is_refused, is_signed_in, sign_in

from accord.access.models import User


@pytest.mark.parametrize("kind", FORGERIES)
def test_forged_token_is_refused(browser: Browser, provider: ProviderServer, kind: str) -> None:
    provider.forge = lambda claims: FORGERIES[kind](provider, claims)
    assert is_refused(sign_in(browser, provider, acr="AAL2_ANY"))
    assert len(provider.forged) == 1
    assert not is_signed_in(browser)
    assert not User.objects.exists()


def test_token_as_the_provider_makes_it_is_taken(browser: Browser, provider: ProviderServer) -> None:
    provider.forge = provider.sign
    sign_in(browser, provider)
    assert is_signed_in(browser)


def test_state_is_taken_once(browser: Browser, provider: ProviderServer) -> None:
    back = provider.come_back(browser.get(BEGIN).url)
    assert browser.get(back).status_code == 302
    assert is_refused(browser.get(back))


@pytest.mark.parametrize("back", ["/sign-in/openid/back", "/sign-in/openid/back?code=x&state=y"])
def test_who_never_left_does_not_come_back(browser: Browser, provider: ProviderServer, back: str) -> None:
    assert is_refused(browser.get(back))
    assert "/token" not in provider.asked


def test_round_of_another_browser_is_not_taken(browser: Browser, provider: ProviderServer) -> None:
    back = provider.come_back(browser.get(BEGIN).url)
    assert is_refused(Browser().get(back))


@pytest.mark.parametrize("is_used", [True, False])
def test_code_of_another_round_is_refused(browser: Browser, provider: ProviderServer, is_used: bool) -> None:
    """A code that was used is the provider's to refuse; one that was not fails at PKCE."""
    first = provider.come_back(browser.get(BEGIN).url)
    if is_used:
        browser.get(first)
    other = Browser()
    second = provider.come_back(other.get(BEGIN).url)
    code = first.split("code=")[1].split("&")[0]
    assert is_refused(other.get(f"/sign-in/openid/back?code={code}&state={second.split('state=')[1]}"))


def test_id_token_of_an_earlier_round_is_refused(browser: Browser, provider: ProviderServer) -> None:
    kept: list[str] = []
    provider.forge = lambda claims: kept.append(provider.sign(claims)) or kept[0]
    assert sign_in(browser, provider).status_code == 302
    assert is_refused(sign_in(Browser(), provider))


def test_provider_that_cannot_be_reached_says_the_same(browser: Browser, provider: ProviderServer) -> None:
    nowhere = replace(provider.client(), issuer="http://127.0.0.1:9")
    with override_settings(ACCORD_OPENID=nowhere):
        assert is_refused(browser.get(BEGIN))


def test_provider_that_says_another_name_is_asked_once(browser: Browser, provider: ProviderServer) -> None:
    another = replace(provider.client(), issuer=f"{provider.address}/")
    with override_settings(ACCORD_OPENID=another):
        assert [is_refused(browser.get(BEGIN)) for _ in range(3)] == [True] * 3
    assert provider.asked.count("/.well-known/openid-configuration") == 1


def test_guessing_is_stopped(browser: Browser, provider: ProviderServer) -> None:
    for number in range(101):
        browser.get(f"/sign-in/openid/back?code=x&state={number}")
    assert is_refused(sign_in(browser, provider))


def test_each_assertion_of_ours_is_another(browser: Browser, provider: ProviderServer) -> None:
    for _ in range(2):
        sign_in(browser, provider)
    assert len(provider.assertions) == 2


def test_provider_gives_nothing_without_one(browser: Browser, provider: ProviderServer) -> None:
    code = provider.come_back(browser.get(BEGIN).url).split("code=")[1].split("&")[0]
    asked = {"grant_type": "authorization_code", "code": code, "client_id": CLIENT_ID}
    assert requests.post(f"{provider.address}/token", data=asked, timeout=5).status_code == 400
