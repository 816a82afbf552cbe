"""Encrypting what a subscriber wants sent with each notification, with keys that are never in the database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from cryptography.fernet import InvalidToken

from accord.sharing.boxes import box


class Unopened(Exception):
    """No key of ours opens what was sealed."""


def seal(subscription_id: UUID, headers: Mapping[str, str]) -> bytes:
    """Encrypt headers for one subscription; none are nothing."""
    return box("header").encrypt(json.dumps([str(subscription_id), dict(headers)]).encode()) if headers else b""


def unseal(subscription_id: UUID, sealed: bytes) -> dict[str, str]:
    """Return the headers; raises `Unopened` where no key opens them, or they were sealed for another."""
    if not sealed:
        return {}
    try:
        owner, headers = json.loads(box("header").decrypt(sealed))
    except InvalidToken as wrong:
        raise Unopened from wrong
    if owner != str(subscription_id):
        raise Unopened
    return {str(name): str(value) for name, value in headers.items()}
