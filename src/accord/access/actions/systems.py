"""Register and close other systems, take each assertion once, and give tokens."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.access.failures import Unproved
from accord.access.models import System, SystemToken, UsedAssertion
from accord.access.openid.clients import is_private
from accord.access.published_keys import read_keys
from accord.access.queries.systems import Registered, hashed
from accord.access.systems.assertions import Assertion
from accord.domain.authority import Actor
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.system_scopes import SystemScope
from accord.domain.text_hygiene import clean
from accord.events import actions as events
from accord.organisations.queries import directory

LASTS = timedelta(minutes=5)
"""How long a token may be used (SMART Backend Services: five minutes at most)."""
SHORTEST_RSA = 2048
MOST_A_MINUTE = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSystem:
    """A system to be registered; with its public keys (a JWKS), or the address at which it publishes them."""

    name: str
    organisation_code: str
    scopes: tuple[SystemScope, ...]
    keys: Mapping[str, Any] | None = None
    keys_address: str = ""
    a_minute: int | None = None


@transaction.atomic
def register(*, system: NewSystem, by: Actor | None) -> UUID:
    """Register a system, and return the number with which it names itself."""
    organisation = directory.by_code(system.organisation_code, on=timezone.localdate())
    if organisation is None:
        raise Refused.one("organisation", "no organisation has this code today.", "Load it first.")
    if not system.scopes:
        raise Refused.one("scope", "none is given.", "Say what the system may do.")
    _check_keys(system)
    row = System.objects.create(
        name=clean(system.name, "name").strip()[:80],
        organisation_id=organisation.id,
        scopes=[str(scope) for scope in system.scopes],
        keys=dict(system.keys) if system.keys is not None else None,
        keys_address=system.keys_address,
        a_minute=_bounded(system.a_minute),
    )
    events.record(kind=EventKind.SYSTEM_REGISTERED, person_id=None, by=by, payload={"system_id": str(row.pk)})
    return row.pk


@transaction.atomic
def close(*, system_id: UUID, by: Actor | None) -> None:
    """Close a system: its tokens end now, and it is given no other."""
    if not System.objects.filter(pk=system_id, closed_at=None).update(closed_at=timezone.now()):
        raise Refused.one("system", "there is none that is open with this number.", "See `accord clients list`.")
    SystemToken.objects.filter(system_id=system_id).delete()
    events.record(kind=EventKind.SYSTEM_CLOSED, person_id=None, by=by, payload={"system_id": str(system_id)})


@transaction.atomic
def allow(*, system_id: UUID, a_minute: int | None, by: Actor | None) -> None:
    """Say how many requests a minute a system may send; None for as many as this installation says for all."""
    held = System.objects.filter(pk=system_id, closed_at=None)
    if not held.update(a_minute=_bounded(a_minute)):
        raise Refused.one("system", "there is none that is open with this number.", "See `accord clients list`.")
    payload = {"system_id": str(system_id), "a_minute": a_minute}
    events.record(kind=EventKind.SYSTEM_ALLOWED, person_id=None, by=by, payload=payload)


@transaction.atomic
def give_token(*, system: Registered, assertion: Assertion, scopes: tuple[SystemScope, ...]) -> str:
    """Take the assertion, this once, and return a new token."""
    used = hashed(f"{system.id}:{assertion.number}")
    _row, is_first = UsedAssertion.objects.get_or_create(hashed=used, defaults={"ends_at": assertion.ends_at})
    if not is_first:
        raise Unproved("assertion_used")
    token = secrets.token_urlsafe(32)
    SystemToken.objects.create(
        hashed=hashed(token),
        system_id=system.id,
        scopes=[str(scope) for scope in scopes],
        ends_at=timezone.now() + LASTS,
    )
    return token


@transaction.atomic
def forget_old() -> int:
    """Forget tokens and used assertions that have ended; return how many."""
    now = timezone.now()
    ended = [kind.objects.filter(ends_at__lt=now).delete()[0] for kind in (SystemToken, UsedAssertion)]
    return sum(ended)


def _bounded(a_minute: int | None) -> int | None:
    if a_minute is not None and not 0 <= a_minute <= MOST_A_MINUTE:
        wrong = f"{a_minute} a minute is out of bounds."
        raise Refused.one("a_minute", wrong, f"Give a whole number up to {MOST_A_MINUTE:,}; 0 for any number.")
    return a_minute


def _check_keys(system: NewSystem) -> None:
    if (system.keys is None) == (system.keys_address == ""):
        raise Refused.one("keys", "give the public keys, or the address at which they lie: one of them.")
    if system.keys is None:
        if not is_private(system.keys_address):
            raise Refused.one("keys", "this address is not private.", "Give an https:// address.")
        return
    try:
        keys = read_keys(system.keys)
    except Unproved as wrong:
        raise Refused.one("keys", "they cannot be read.", "Give a JWKS of public keys.") from wrong
    listed = system.keys.get("keys", [])
    if not keys or len(keys) != len(listed) or any(not each.get("kid") for each in listed):
        raise Refused.one("keys", "not each has a 'kid' of its own and may sign.", "Give a JWKS of public keys.")
    for key in keys.values():
        if key.is_private:
            raise Refused.one("keys", "a private key is among them.", "Draw another, and give its public half.")
        if not _is_strong(key.as_dict(private=False), key.raw_value):
            raise Refused.one("keys", "one is weak or of another kind.", "Give RSA of 2048 bits or more, or P-384.")


def _is_strong(key: Mapping[str, Any], raw: Any) -> bool:
    if key.get("kty") == "RSA":
        return int(raw.key_size) >= SHORTEST_RSA
    return key.get("kty") == "EC" and key.get("crv") == "P-384"
