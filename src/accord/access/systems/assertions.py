"""Checking the assertion with which a system shows who it is (SMART App Launch 2.2, Backend Services)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key

from accord.access.failures import Unproved
from accord.access.published_keys import PublishedKeys, find_key, read_keys
from accord.access.queries.systems import Registered

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ALGORITHMS = ("RS384", "ES384")
LASTS = timedelta(minutes=5)
LONGEST = 20_000
LEEWAY = 30
LONGEST_NUMBER = 200


@dataclass(frozen=True, slots=True)
class Assertion:
    """What an assertion says, once it is proved: its number, and until when it could be used again."""

    number: str
    ends_at: datetime


def named_in(assertion: str) -> UUID:
    """Return which system an assertion says it is of. Nothing is proved by that."""
    claims = _claims(assertion)
    try:
        return UUID(str(claims.get("sub")))
    except ValueError as wrong:
        raise Unproved("no_such_system") from wrong


def check(system: Registered, assertion: str, *, audience: str, now: datetime) -> Assertion:
    """Return what the assertion says: signed with a key of this system's, for us, and only for minutes."""
    header = _header(assertion)
    if header.get("alg") not in ALGORITHMS or not isinstance(header.get("kid"), str):
        raise Unproved("algorithm")
    try:
        claims = dict(jwt.decode(assertion, _key(system, header["kid"]), algorithms=list(ALGORITHMS)).claims)
        _expected(system, audience, now).validate(claims)
    except (JoseError, ValueError, TypeError, RecursionError) as wrong:
        raise Unproved("assertion") from wrong
    if claims["exp"] > (now + LASTS).timestamp() + LEEWAY:
        raise Unproved("assertion_lasts_too_long")
    ends_at, number = datetime.fromtimestamp(claims["exp"], UTC), claims["jti"]
    if not isinstance(number, str) or not 0 < len(number) <= LONGEST_NUMBER:
        raise Unproved("assertion_number")
    return Assertion(number, ends_at + timedelta(seconds=LEEWAY))


def _expected(system: Registered, audience: str, now: datetime) -> jwt.JWTClaimsRegistry:
    itself = {"essential": True, "value": str(system.id)}
    wanted: dict[str, Any] = {
        "iss": itself,
        "sub": itself,
        "aud": {"essential": True, "value": audience},
        "exp": {"essential": True},
        "jti": {"essential": True},
    }
    return jwt.JWTClaimsRegistry(int(now.timestamp()), LEEWAY, **wanted)


def _key(system: Registered, key_id: str) -> Key:
    if system.keys_address:
        return _published(system.keys_address).find(key_id)
    found = find_key(read_keys(system.keys or {}), key_id)
    if found is None:
        raise Unproved("unknown_key")
    return found


@lru_cache(maxsize=256)
def _published(address: str) -> PublishedKeys:
    return PublishedKeys(lambda: address)


def _header(assertion: str) -> dict[str, Any]:
    return dict(_extracted(assertion).headers())


def _claims(assertion: str) -> dict[str, Any]:
    try:
        claims = json.loads(_extracted(assertion).payload)
    except (ValueError, RecursionError) as wrong:
        raise Unproved("unreadable") from wrong
    return claims if isinstance(claims, dict) else {}


def _extracted(assertion: str) -> jws.CompactSignature:
    if len(assertion) > LONGEST:
        raise Unproved("unreadable")
    try:
        return jws.extract_compact(assertion.encode())
    except (JoseError, ValueError, RecursionError) as wrong:
        raise Unproved("unreadable") from wrong
