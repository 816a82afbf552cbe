"""What a passphrase opens: the private half of a key, whose public half seals packs with nobody there.

The software keeps neither the passphrase nor anything that opens a pack: it makes one every few hours, by night too,
with the public half alone. The private half travels with each pack, encrypted with the passphrase (PBKDF2 with
HMAC-SHA-256, RFC 8018, then AES-256-GCM), so that a browser's Web Crypto can open it with no network.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from accord.domain.errors import Refused

CURVE = ec.SECP256R1()
ITERATIONS = 600_000
SALT, NONCE, KEY = 16, 12, 32
NAME_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A key: its public half, and its private half as the passphrase opens it."""

    public: bytes
    salt: bytes
    nonce: bytes
    private: bytes
    iterations: int

    @property
    def name(self) -> str:
        """What stands on the sheet in the envelope, and on the cover of each pack that it opens."""
        return sha256(self.public).hexdigest()[:NAME_DIGITS].upper()

    def as_json(self) -> dict[str, str | int]:
        """Return it as a pack carries it."""
        held = {"public": self.public, "salt": self.salt, "nonce": self.nonce, "private": self.private}
        return {"iterations": self.iterations, **{name: b64encode(value).decode() for name, value in held.items()}}


def from_json(told: Mapping[str, str | int]) -> Envelope:
    """Return the envelope that a pack carries; raises KeyError, ValueError or TypeError where it is none."""
    held = {name: b64decode(str(told[name]), validate=True) for name in ("public", "salt", "nonce", "private")}
    return Envelope(iterations=int(told["iterations"]), **held)


def make(passphrase: str) -> Envelope:
    """Return a new key that this passphrase opens."""
    iterations, private = ITERATIONS, ec.generate_private_key(CURVE)
    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    public = public_of(private.public_key())
    held = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    sealed = AESGCM(_key(passphrase, salt, iterations)).encrypt(nonce, held, public)
    return Envelope(public=public, salt=salt, nonce=nonce, private=sealed, iterations=iterations)


def opened(envelope: Envelope, passphrase: str) -> ec.EllipticCurvePrivateKey:
    """Return the private half. Raises Refused where this is another passphrase."""
    key = AESGCM(_key(passphrase, envelope.salt, envelope.iterations))
    try:
        held = key.decrypt(envelope.nonce, envelope.private, envelope.public)
    except InvalidTag as wrong:
        raise Refused.one(
            "passphrase", f"it does not open this pack: take the one in envelope {envelope.name}."
        ) from wrong
    private = load_der_private_key(held, None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    return private


def public_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return the public half as Web Crypto takes it: an uncompressed point."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _key(passphrase: str, salt: bytes, iterations: int) -> bytes:
    return pbkdf2_hmac("sha256", passphrase.encode(), salt, iterations, KEY)
