"""A system gets a token with an assertion that it signed, once, for minutes, and for what it was given."""

import time
from collections.abc import Callable

import pytest
from django.test import Client
from joserfc.jwk import RSAKey
from tests.builders.factors import later
from tests.builders.forgeries import in_parts, nested, shared_secret
from tests.builders.systems import EC, HERE, RSA, OtherSystem, jwks

from accord.access import published_keys
from accord.access.actions import systems as actions
from accord.access.models import SignInAttempt, SystemToken, UsedAssertion
from accord.access.queries import systems
from accord.access.queries.systems import hashed

NOW = int(time.time())
SAME = {"error": "invalid_client"}


@pytest.mark.parametrize("key", [RSA, EC], ids=["RS384", "ES384"])
def test_system_that_shows_who_it_is_gets_a_token(system: OtherSystem, key: RSAKey) -> None:
    response = system.ask(system.assertion(key))
    given = response.json()
    assert (response.status_code, given["token_type"], given["expires_in"]) == (200, "bearer", 300)
    assert given["scope"] == "system/CarePlan.rs system/Flag.r"
    assert "no-store" in response["Cache-Control"]


def test_token_is_kept_as_a_hash(system: OtherSystem) -> None:
    token = system.ask().json()["access_token"]
    assert SystemToken.objects.get().hashed == hashed(token)


@pytest.mark.parametrize(
    "said",
    [
        {"exp": NOW - 60},
        {"exp": NOW + 3600},
        {"exp": None},
        {"aud": "https://elsewhere.example/oauth/token"},
        {"aud": None},
        {"iss": "somebody"},
        {"jti": None},
        {"jti": ""},
        {"jti": "x" * 300},
        {"iat": NOW + 3600},
        {"nbf": NOW + 3600},
    ],
    ids=str,
)
def test_assertion_that_says_other_than_it_should_is_refused(system: OtherSystem, said: dict[str, object]) -> None:
    response = system.ask(system.assertion(**said))
    assert (response.status_code, response.json()) == (401, SAME)


def unsigned(system: OtherSystem) -> str:
    claims = {"iss": system.id, "sub": system.id, "aud": HERE, "exp": NOW + 200, "jti": "1"}
    return in_parts({"alg": "none", "kid": "rsa-1"}, claims) + "."


def with_the_public_key(system: OtherSystem) -> str:
    claims = {"iss": system.id, "sub": system.id, "aud": HERE, "exp": NOW + 200, "jti": "1"}
    return shared_secret(RSA, claims)


FORGED: dict[str, Callable[[OtherSystem], str]] = {
    "unsigned": unsigned,
    "with the public key": with_the_public_key,
    "with another key": lambda system: system.assertion(RSAKey.generate_key(2048, {"kid": "rsa-1"})),
    "with an unknown key": lambda system: system.assertion(RSAKey.generate_key(2048, {"kid": "rsa-9"})),
    "with a weaker algorithm": lambda system: system.assertion(RSA, "RS256"),
    "of another system": lambda system: OtherSystem().register().assertion(sub=system.id),
    "of nobody": lambda _system: OtherSystem(id="00000000-0000-0000-0000-000000000001").assertion(),
    "no assertion": lambda _system: "not.an.assertion",
    "too deep": lambda _system: nested(),
    "too long": lambda _system: "x" * 100_000,
    "without an end of days": lambda system: system.assertion(exp=10**18),
}


@pytest.mark.parametrize("kind", FORGED)
def test_forged_assertion_is_refused_in_the_same_words(system: OtherSystem, kind: str) -> None:
    response = system.ask(FORGED[kind](system))
    assert (response.status_code, response.json()) == (401, SAME)
    assert not SystemToken.objects.exists()


def test_assertion_is_taken_once(system: OtherSystem) -> None:
    assertion = system.assertion()
    assert [system.ask(assertion).status_code for _ in range(2)] == [200, 401]


def test_same_number_of_another_system_is_another(system: OtherSystem) -> None:
    other = OtherSystem().register()
    assert [each.ask(each.assertion(jti="1")).status_code for each in (system, other)] == [200, 200]


def test_closed_system_gets_nothing_and_its_token_ends(system: OtherSystem) -> None:
    token = system.ask().json()["access_token"]
    actions.close(system_id=systems.all_of_them()[0].id, by=None)
    assert systems.bearer(token) is None
    assert system.ask().json() == SAME


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ("system/CarePlan.r", 200),
        ("system/CarePlan.rs system/Flag.r", 200),
        ("system/CarePlan.cruds", 400),
        ("system/Patient.r", 400),
        ("system/*.r", 400),
        ("patient/CarePlan.r", 400),
    ],
)
def test_scopes_are_those_that_were_given(system: OtherSystem, scope: str, status: int) -> None:
    response = system.ask(scope=scope)
    assert response.status_code == status
    assert response.json().get("scope", scope) == scope


@pytest.mark.parametrize("sent", [{"grant_type": "password"}, {"client_assertion_type": "other"}])
def test_other_ways_of_asking_are_refused(system: OtherSystem, sent: dict[str, str]) -> None:
    assert system.ask(**sent).status_code in {400, 401}


def test_failures_shut_a_system_out_at_that_place_for_a_while(system: OtherSystem) -> None:
    for _ in range(5):
        system.ask(system.assertion(aud="wrong"))
    assert system.ask().json() == SAME
    assert OtherSystem().register().ask().status_code == 200
    SignInAttempt.objects.all().delete()
    assert system.ask().status_code == 200


def test_keys_may_lie_at_an_address_and_change(monkeypatch: pytest.MonkeyPatch) -> None:
    published = [jwks(RSA)]
    monkeypatch.setattr(published_keys, "PAUSE", 0.0)
    monkeypatch.setattr(published_keys, "read_json", lambda _address: published[0])
    system = OtherSystem(keys_address="https://dispatch.example/keys").register()
    assert system.ask().status_code == 200
    published[0] = jwks(EC)
    assert [system.ask(system.assertion(EC)).status_code, system.ask().status_code] == [200, 401]


def test_what_has_ended_is_forgotten(system: OtherSystem) -> None:
    token = system.ask().json()["access_token"]
    assert actions.forget_old() == 0
    with later(minutes=6):
        assert systems.bearer(token) is None
        assert actions.forget_old() == 2
    assert not UsedAssertion.objects.exists()


def test_configuration_says_where_and_how(system: OtherSystem) -> None:
    said = Client().get("/.well-known/smart-configuration").json()
    assert said["token_endpoint"] == HERE
    assert said["token_endpoint_auth_signing_alg_values_supported"] == ["RS384", "ES384"]
