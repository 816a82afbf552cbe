"""Encrypting what would sign in, with keys that are in the environment and never in the database."""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(account_id: UUID, secret: str) -> bytes:
    """Encrypt a secret for one account."""
    return _box().encrypt(f"{account_id}:{secret}".encode())


def unseal(account_id: UUID, sealed: bytes) -> str | None:
    """Return the secret; None where no key of ours opens it, or it was sealed for another account."""
    try:
        owner, _, secret = _box().decrypt(sealed).decode().partition(":")
    except InvalidToken:
        return None
    return secret if owner == str(account_id) else None


def _box() -> MultiFernet:
    """Return what encrypts with the first key and decrypts with each, so that a key can be changed."""
    digests = [hashlib.sha256(b"accord.access.factor:" + key.encode()).digest() for key in settings.ACCORD_FACTOR_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
