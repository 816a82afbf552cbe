"""ID tokens as somebody would make them who wants in and may not."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable
from typing import Any

from joserfc.jwk import Key, RSAKey
from joserfc.util import urlsafe_b64encode
from tests.builders.providers import ProviderServer

Make = Callable[[ProviderServer, dict[str, Any]], str]


def saying(**claims: Any) -> Make:
    """Return what makes a token that says other than it should; None leaves a claim out."""

    def make(server: ProviderServer, made: dict[str, Any]) -> str:
        return server.sign({name: value for name, value in (made | claims).items() if value is not None})

    return make


def unsigned(server: ProviderServer, made: dict[str, Any]) -> str:
    """Return a token that nobody signed, and that says so."""
    return in_parts({"alg": "none", "kid": server.keys[0].kid}, made) + "."


def with_the_public_key(server: ProviderServer, made: dict[str, Any]) -> str:
    """Return a token made with the provider's public key as though it were a shared secret."""
    return shared_secret(server.keys[0], made)


def shared_secret(key: Key, claims: dict[str, Any]) -> str:
    """Return a token made with a public key as a shared secret; by hand, as no library would still do it."""
    pem = key.as_pem(private=False)
    text = in_parts({"alg": "HS256", "kid": key.kid}, claims)
    return f"{text}.{urlsafe_b64encode(hmac.digest(pem, text.encode(), 'sha256')).decode()}"


def nested() -> str:
    """Return what is a token in form, and so deep that it cannot be read."""
    deep = urlsafe_b64encode(b"[" * 5_000).decode()
    return f"{deep}.{deep}.AAAA"


def in_parts(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """Return header and claims as a token begins with them."""
    return ".".join(urlsafe_b64encode(json.dumps(part).encode()).decode() for part in (header, claims))


def with_another_key(server: ProviderServer, made: dict[str, Any]) -> str:
    """Return a token signed with another key, which calls itself the provider's."""
    return server.sign(made, _another(), kid=server.keys[0].kid)


def with_an_unknown_key(server: ProviderServer, made: dict[str, Any]) -> str:
    """Return a token signed with a key that nobody published."""
    return server.sign(made, _another())


def with_its_own_key(server: ProviderServer, made: dict[str, Any]) -> str:
    """Return a token that brings the key along with which it is to be checked."""
    key = _another()
    return server.sign(made, key, kid=server.keys[0].kid, jwk=key.as_dict(private=False))


def altered(server: ProviderServer, made: dict[str, Any]) -> str:
    """Return a token whose claims were changed after it was signed."""
    head, _, seal = server.sign(made).split(".")
    return ".".join([head, urlsafe_b64encode(json.dumps(made | {"acr": "AAL3_ANY"}).encode()).decode(), seal])


NOW = int(time.time())
FORGERIES: dict[str, Make] = {
    "expired": saying(exp=NOW - 60),
    "without an end": saying(exp=None),
    "for another client": saying(aud="111111111111.apps.national"),
    "for others too": saying(aud=["999999999999.apps.national", "another"], azp="999999999999.apps.national"),
    "of another party": saying(azp="111111111111.apps.national"),
    "of another issuer": saying(iss="https://elsewhere.example"),
    "of another round": saying(nonce="drawn-for-somebody-else"),
    "without a nonce": saying(nonce=None),
    "for another access token": saying(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "made long before": saying(iat=NOW - 3600),
    "made later": saying(iat=NOW + 3600),
    "without a person": saying(sub=None),
    "too weak": saying(acr="AAL1_USERPASS"),
    "of no level": saying(acr=None),
    "weaker than it says": saying(acr="AAL3_ANY", authentication_assurance_level=1),
    "unsigned": unsigned,
    "with the public key": with_the_public_key,
    "with another key": with_another_key,
    "with an unknown key": with_an_unknown_key,
    "with its own key": with_its_own_key,
    "altered": altered,
    "no token": lambda _server, _made: "not.a.token",
    "too deep": lambda _server, _made: nested(),
    "too long": lambda _server, _made: "x" * 100_000,
    "of no day": saying(auth_time=10**18),
}


def _another() -> Key:
    return RSAKey.generate_key(2048, {"kid": "another"})
