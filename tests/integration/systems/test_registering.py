"""Which systems may be registered, and what is refused."""

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey
from tests.builders.systems import EC, RSA, OtherSystem, jwks

from accord.access.actions import systems as actions
from accord.access.models import System
from accord.access.queries import systems
from accord.domain.errors import Refused


@pytest.mark.parametrize(
    "keys",
    [
        {"keys": []},
        {"keys": "none"},
        {"keys": [{"kty": "RSA", "kid": "1"}]},
        {"keys": [RSA.as_dict(private=True)]},
        {"keys": [RSA.as_dict(private=False) | {"kid": ""}]},
        jwks(RSA, RSA),
        jwks(ECKey.generate_key("P-256", {"kid": "1"})),
        jwks(EC) | {"keys": [OctKey.generate_key(256, {"kid": "1"}).as_dict(private=True)]},
    ],
    ids=["none", "no list", "half", "private", "no kid", "twice", "P-256", "secret"],
)
def test_keys_that_are_not_public_and_strong_are_refused(keys: dict[str, object]) -> None:
    with pytest.raises(Refused, match="keys"):
        OtherSystem(keys=keys).register()


@pytest.mark.filterwarnings("ignore:Key size")
def test_weak_key_is_refused() -> None:
    with pytest.raises(Refused, match="weak"):
        OtherSystem(keys=jwks(RSAKey.generate_key(1024, {"kid": "1"}))).register()


@pytest.mark.parametrize(
    ("system", "scopes", "organisation", "said"),
    [
        (OtherSystem(), "system/CarePlan.rs", "X0000", "no organisation has this code"),
        (OtherSystem(), "", "Y90001", "Say what the system may do"),
        (OtherSystem(), "user/CarePlan.rs", "Y90001", "no scope of a system"),
        (OtherSystem(keys_address="http://dispatch.example/keys"), "system/*.r", "Y90001", "not private"),
    ],
)
def test_what_is_wrong_is_named(system: OtherSystem, scopes: str, organisation: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        system.register(scopes, organisation)


def test_closing_twice_is_refused() -> None:
    OtherSystem().register()
    system_id = systems.all_of_them()[0].id
    actions.close(system_id=system_id, by=None)
    with pytest.raises(Refused, match="none that is open"):
        actions.close(system_id=system_id, by=None)


def test_system_whose_event_fails_is_neither_registered_nor_closed(failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        OtherSystem().register()
    assert not System.objects.exists()
