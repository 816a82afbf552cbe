"""Signed heads: what the access log was at one time, said so that nobody can take it back.

A head is signed with Ed25519 (RFC 8032) over a few lines of text: what it is, the tree's size, its root, when, and the
key. The key comes from ACCORD_LOG_KEY and is never in the database; a key's id is its public half.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from accord.access.models import SignedHead
from accord.domain.errors import Refused

TITLE = "accord access log, version 1"
PUBLIC = "public:"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The log's size and root at one time, signed."""

    size: int
    root: bytes
    at: datetime
    key_id: str
    signature: bytes = b""

    def message(self) -> bytes:
        """Return what is signed."""
        microseconds = (self.at - _EPOCH) // timedelta(microseconds=1)
        return f"{TITLE}\n{self.size}\n{self.root.hex()}\n{microseconds}\n{self.key_id}\n".encode()

    def is_signed_by_one_of(self, keys: Collection[str]) -> bool:
        """Return whether one of these keys signed it."""
        if self.key_id not in keys:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key_id)).verify(self.signature, self.message())
        except (InvalidSignature, ValueError):
            return False
        return True

    def as_json(self) -> dict[str, Any]:
        """Return it as an exported file holds it."""
        return {
            "size": self.size,
            "root": self.root.hex(),
            "at": self.at.astimezone(UTC).isoformat(),
            "key": self.key_id,
            "signature": self.signature.hex(),
        }


@dataclass(frozen=True, slots=True)
class LogKeys:
    """The key that signs, and the ids of every key whose signature counts."""

    signing: Ed25519PrivateKey
    trusted: frozenset[str]

    @property
    def key_id(self) -> str:
        """The id of the key that signs."""
        return self.signing.public_key().public_bytes_raw().hex()

    def sign(self, *, size: int, root: bytes, at: datetime) -> Head:
        """Return the head of a log of this size and root."""
        bare = Head(size=size, root=root, at=at, key_id=self.key_id)
        signature = self.signing.sign(bare.message())
        return Head(size=size, root=root, at=at, key_id=self.key_id, signature=signature)


def keys_from(secrets: Iterable[str]) -> LogKeys:
    """Return the keys that were drawn as these secrets: the first signs. `public:` and a key's id is only trusted."""
    given = list(secrets)
    private = [_private(secret) for secret in given if not secret.startswith(PUBLIC)]
    ids = {key.public_key().public_bytes_raw().hex() for key in private}
    public = {secret.removeprefix(PUBLIC) for secret in given if secret.startswith(PUBLIC)}
    return LogKeys(private[0], frozenset(ids | public))


def given_keys() -> LogKeys:
    """Return the keys of this installation."""
    return keys_from(settings.ACCORD_LOG_KEYS)


def stored_heads() -> Iterator[Head]:
    """Yield every head, from the smallest size on."""
    for row in SignedHead.objects.order_by("size").iterator():
        yield head_of(row)


def newest() -> Head | None:
    """Return the head that was signed last; None where nothing is sealed yet."""
    row = SignedHead.objects.order_by("-size").first()
    return head_of(row) if row else None


def at(size: int) -> Head | None:
    """Return the head of so many rows; None where none was signed."""
    row = SignedHead.objects.filter(size=size).first()
    return head_of(row) if row else None


def at_most(size: int) -> int:
    """Return the size of the largest head that counts no more than `size` rows; 0 where there is none."""
    near = SignedHead.objects.filter(size__lte=size).order_by("-size").values_list("size", flat=True).first()
    return near or 0


def head_of(row: SignedHead) -> Head:
    """Return a head as its table holds it."""
    root, signature = bytes(row.root), bytes(row.signature)
    return Head(size=row.size, root=root, at=row.at, key_id=row.key_id, signature=signature)


def read_heads(lines: Iterable[str], keys: Collection[str], field: str) -> list[Head]:
    """Return the heads of an exported file, or refuse what is none, or is signed with a key that is not known."""
    found = []
    for number, line in enumerate(lines, start=1):
        head = head_from(line)
        if head is None:
            raise Refused.one(field, f"line {number} is no signed head.", "Give what `accord export heads` wrote.")
        if not head.is_signed_by_one_of(keys):
            raise Refused.one(
                field, f"line {number} is not signed with a key known here.", "Name the public key with --key."
            )
        found.append(head)
    return sorted(found, key=lambda head: head.size)


def head_from(line: str) -> Head | None:
    """Return the head that a line of JSON holds, whoever signed it; None where it is none."""
    try:
        told = json.loads(line)
        root, signature = bytes.fromhex(told["root"]), bytes.fromhex(told["signature"])
        at = datetime.fromisoformat(told["at"])
        _ = at - _EPOCH  # a time without a zone is none
        return Head(size=int(told["size"]), root=root, at=at, key_id=str(told["key"]), signature=signature)
    except (ValueError, KeyError, TypeError):
        return None


def _private(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(sha256(b"accord access log key\n" + secret.encode()).digest())
