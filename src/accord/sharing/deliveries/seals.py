"""Encrypting what a subscriber wants sent with each notification, with keys that are never in the database."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unopened(Exception):
    """No key of ours opens what was sealed."""


def seal(subscription_id: UUID, headers: Mapping[str, str]) -> bytes:
    """Encrypt headers for one subscription; none are nothing."""
    return _box().encrypt(json.dumps([str(subscription_id), dict(headers)]).encode()) if headers else b""


def unseal(subscription_id: UUID, sealed: bytes) -> dict[str, str]:
    """Return the headers; raises `Unopened` where no key opens them, or they were sealed for another."""
    if not sealed:
        return {}
    try:
        owner, headers = json.loads(_box().decrypt(sealed))
    except InvalidToken as wrong:
        raise Unopened from wrong
    if owner != str(subscription_id):
        raise Unopened
    return {str(name): str(value) for name, value in headers.items()}


def _box() -> MultiFernet:
    """Return what encrypts with the first key and decrypts with each, so that a key can be changed."""
    digests = [hashlib.sha256(b"accord.sharing.header:" + key.encode()).digest() for key in settings.ACCORD_FACTOR_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
