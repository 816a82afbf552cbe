"""The keys that printed copies are signed with (Ed25519, RFC 8032), and the list of them that everybody may read.

They come from ACCORD_COPY_KEY, or from the data folder, and are never in the database. The first signs; `public:` and a
public key is only trusted, which is what a key becomes that was exchanged; `revoked:` and a public key is one that
somebody else may hold: what it signed proves nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from accord.domain.errors import Refused

TITLE = "accord printed copies, version 1"
PUBLIC, REVOKED = "public:", "revoked:"
ID_DIGITS, KEY_DIGITS = 16, 64


class KeyState(StrEnum):
    """What the signature of a key is worth."""

    SIGNS = "signs"
    TRUSTED = "trusted"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedKey:
    """A public key, in hexadecimal digits, and its state."""

    public: str
    state: KeyState

    @property
    def key_id(self) -> str:
        """The short name by which a copy names it."""
        return sha256(bytes.fromhex(self.public)).hexdigest()[:ID_DIGITS]


@dataclass(frozen=True, slots=True)
class CopyKeys:
    """The key that signs, and every key that is published."""

    signing: Ed25519PrivateKey
    published: tuple[PublishedKey, ...]

    @property
    def key_id(self) -> str:
        """The short name of the key that signs."""
        return self.published[0].key_id


def keys_from(given: Iterable[str]) -> CopyKeys:
    """Return the keys of these secrets and public keys; the first is a secret, and signs."""
    private = {_public(secret): secret for secret in given if not secret.startswith((PUBLIC, REVOKED))}
    first = next(iter(private.values()))
    states = dict.fromkeys(private, KeyState.TRUSTED) | {_public(first): KeyState.SIGNS}
    for secret in given:
        if secret.startswith(PUBLIC):
            states.setdefault(secret.removeprefix(PUBLIC), KeyState.TRUSTED)
    revoked = {secret.removeprefix(REVOKED) for secret in given if secret.startswith(REVOKED)}
    states |= dict.fromkeys(revoked, KeyState.REVOKED)
    listed = tuple(PublishedKey(public=public, state=state) for public, state in states.items())
    return CopyKeys(_private(first), listed)


def as_json(keys: Iterable[PublishedKey]) -> dict[str, Any]:
    """Return the list as it is published."""
    listed = [{"id": each.key_id, "public": each.public, "state": each.state.value} for each in keys]
    return {"title": TITLE, "signature": "ed25519", "keys": listed}


def from_json(told: Any) -> tuple[PublishedKey, ...]:
    """Return the keys of a published list. Raises Refused where it is none."""
    try:
        listed = [_published(each) for each in told["keys"]]
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise Refused.one("keys", "this is no list of keys.", "Give what lies at /copy-keys.json.") from wrong
    return tuple(listed)


def _published(told: Mapping[str, str]) -> PublishedKey:
    if len(bytes.fromhex(told["public"])) * 2 != KEY_DIGITS:
        raise ValueError("no key of 32 bytes")
    return PublishedKey(public=told["public"].lower(), state=KeyState(told["state"]))


def _private(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(sha256(b"accord printed copy key\n" + secret.encode()).digest())


def _public(secret: str) -> str:
    return _private(secret).public_key().public_bytes_raw().hex()
