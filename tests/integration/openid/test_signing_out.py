"""The provider ends what began there, and somebody who signs out here may do so there."""

import time
from typing import Any

import pytest
from joserfc.jwk import RSAKey
from tests.builders import who
from tests.builders.browsers import Browser
from tests.builders.forgeries import nested
from tests.builders.providers import CLIENT_ID, ProviderServer
from tests.integration.openid.rounds import is_signed_in, sign_in

EVENT = "http://schemas.openid.net/event/backchannel-logout"


def logout_token(provider: ProviderServer, **said: Any) -> str:
    now = int(time.time())
    claims = {"iss": provider.address, "aud": CLIENT_ID, "iat": now, "exp": now + 60, "jti": "1", "events": {EVENT: {}}}
    return provider.sign({name: value for name, value in (claims | said).items() if value is not None})


def send(token: str) -> int:
    return Browser().post("/sign-in/openid/ended", {"logout_token": token}).status_code


@pytest.mark.parametrize("who_ends", [{"sid": "session-1"}, {"sub": "s-gp"}])
def test_provider_ends_the_session(browser: Browser, provider: ProviderServer, who_ends: dict[str, str]) -> None:
    sign_in(browser, provider)
    assert is_signed_in(browser)
    assert send(logout_token(provider, **who_ends)) == 200
    assert not is_signed_in(browser)


def test_provider_ends_no_other_session(browser: Browser, provider: ProviderServer) -> None:
    browser.sign_in(who.open_account("s-gp"))
    other = Browser()
    sign_in(other, provider, sid="session-2")
    assert send(logout_token(provider, sid="session-1")) == 200
    assert send(logout_token(provider, sub="s-nurse")) == 200
    assert is_signed_in(other)
    assert send(logout_token(provider, sub="s-gp")) == 200
    assert (is_signed_in(browser), is_signed_in(other)) == (True, False)


@pytest.mark.parametrize(
    "said",
    [
        {"events": {}},
        {"events": None},
        {"nonce": "n"},
        {"sid": None},
        {"aud": "another"},
        {"iss": "https://elsewhere.example"},
        {"iat": int(time.time()) - 900},
        {"exp": int(time.time()) - 60},
    ],
)
def test_logout_token_that_is_none_ends_nothing(
    browser: Browser, provider: ProviderServer, said: dict[str, Any]
) -> None:
    sign_in(browser, provider)
    assert send(logout_token(provider, **({"sid": "session-1"} | said))) == 400
    assert is_signed_in(browser)


def test_logout_token_of_another_key_ends_nothing(browser: Browser, provider: ProviderServer) -> None:
    sign_in(browser, provider)
    provider.keys = [RSAKey.generate_key(2048, {"kid": provider.keys[0].kid})]
    assert send(logout_token(provider, sid="session-1")) == 400
    assert is_signed_in(browser)


@pytest.mark.parametrize("token", ["", "x.y.z", nested(), "x" * 100_000], ids=["none", "no token", "deep", "long"])
def test_what_is_no_token_ends_nothing(provider: ProviderServer, token: str) -> None:
    assert send(token) == 400


def test_id_token_is_no_logout_token(browser: Browser, provider: ProviderServer) -> None:
    kept: list[str] = []
    provider.forge = lambda claims: kept.append(provider.sign(claims)) or kept[0]
    sign_in(browser, provider)
    assert send(kept[0]) == 400


def test_who_signs_out_is_asked_whether_there_too(browser: Browser, provider: ProviderServer) -> None:
    sign_in(browser, provider)
    browser.get("/choose-role")
    page = browser.send("/sign-out", {}, page="/people/find").content.decode()
    assert f'action="{provider.address}/end"' in page
    assert 'name="id_token_hint"' in page
    assert "Elm Surgery" not in page
    assert not is_signed_in(browser)


def test_who_signed_in_here_is_not_asked(browser: Browser, provider: ProviderServer) -> None:
    browser.sign_in(who.open_account("s-gp"))
    assert browser.send("/sign-out", {}, page="/people/find").url == "/signed-out"
