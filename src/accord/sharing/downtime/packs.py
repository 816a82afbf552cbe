"""A pack: what stands on its cover, and its content, sealed for whoever has the passphrase (ECDH P-256, HKDF, AES-GCM).

When it was made and when it expires stand on the cover in the clear, and the cover is authenticated with the content:
a pack whose expiry was put off does not open. What is more, it is signed, which the command line checks.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from accord.domain.errors import Refused
from accord.sharing.copies.keys import CopyKeys, KeyState, PublishedKey
from accord.sharing.downtime import envelopes
from accord.sharing.downtime.envelopes import CURVE, KEY, NONCE, Envelope

TITLE = "accord downtime pack, version 1"
CHANGED = "this pack is damaged, or was changed: do not use it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What anybody may read of a pack: whose it is, when it was made and until when it is good; and of nobody."""

    code: str
    organisation: str
    envelope: str
    """Which envelope holds its passphrase."""
    made_at: datetime
    expires_at: datetime

    @property
    def text(self) -> str:
        """The cover as it is authenticated, to the letter."""
        told = {"title": TITLE, "code": self.code, "organisation": self.organisation, "envelope": self.envelope}
        times = {"made_at": _iso(self.made_at), "expires_at": _iso(self.expires_at)}
        return json.dumps(told | times, ensure_ascii=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack as it lies in a file."""

    cover: Cover
    envelope: Envelope
    point: bytes
    nonce: bytes
    sealed: bytes
    signature: bytes = b""
    signed_by: str = ""

    @property
    def signed(self) -> bytes:
        """What is signed: the cover, the envelope and what is sealed."""
        parts = (self.cover.text.encode(), self.envelope.public, self.point + self.nonce + self.sealed)
        return f"{TITLE}\n".encode() + b"\n".join(sha256(part).hexdigest().encode() for part in parts)

    def as_json(self) -> dict[str, Any]:
        """Return it as it is written into a file."""
        held = {name: b64encode(getattr(self, name)).decode() for name in ("point", "nonce", "sealed", "signature")}
        return {"cover": self.cover.text, "envelope": self.envelope.as_json(), "signed_by": self.signed_by, **held}


def seal(cover: Cover, content: Mapping[str, Any], envelope: Envelope, keys: CopyKeys) -> Pack:
    """Seal a pack with the public half of a key, and sign it."""
    private, nonce = ec.generate_private_key(CURVE), secrets.token_bytes(NONCE)
    point = envelopes.public_of(private.public_key())
    shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, envelope.public))
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = AESGCM(_content_key(shared, point)).encrypt(nonce, text, cover.text.encode())
    bare = Pack(cover=cover, envelope=envelope, point=point, nonce=nonce, sealed=sealed)
    signature = keys.signing.sign(bare.signed)
    return Pack(
        cover=cover,
        envelope=envelope,
        point=point,
        nonce=nonce,
        sealed=sealed,
        signature=signature,
        signed_by=keys.key_id,
    )


def unsealed(pack: Pack, passphrase: str) -> dict[str, Any]:
    """Return the content. Raises Refused where the passphrase is another, or anything was changed."""
    private = envelopes.opened(pack.envelope, passphrase)
    try:
        shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, pack.point))
        text = AESGCM(_content_key(shared, pack.point)).decrypt(pack.nonce, pack.sealed, pack.cover.text.encode())
    except (InvalidTag, ValueError) as wrong:
        raise Refused.one("pack", CHANGED) from wrong
    content: dict[str, Any] = json.loads(text)
    return content


def is_signed(pack: Pack, keys: Iterable[PublishedKey]) -> bool:
    """Whether a key that is trusted signed the pack: anybody who has the envelope could seal one."""
    key = next((each for each in keys if each.key_id == pack.signed_by), None)
    if key is None or key.state is KeyState.REVOKED:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public)).verify(pack.signature, pack.signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def from_json(told: Any) -> Pack:
    """Return the pack that a file holds. Raises Refused where it holds none."""
    try:
        cover = json.loads(told["cover"])
        read = Cover(
            code=cover["code"],
            organisation=cover["organisation"],
            envelope=cover["envelope"],
            made_at=datetime.fromisoformat(cover["made_at"]),
            expires_at=datetime.fromisoformat(cover["expires_at"]),
        )
        held = {name: b64decode(told[name], validate=True) for name in ("point", "nonce", "sealed", "signature")}
        pack = Pack(
            cover=read, envelope=envelopes.from_json(told["envelope"]), signed_by=str(told["signed_by"]), **held
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise Refused.one("pack", CHANGED) from wrong
    if read.text != told["cover"]:
        raise Refused.one("pack", CHANGED)
    return pack


def _content_key(shared: bytes, point: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=point, info=TITLE.encode()).derive(shared)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
