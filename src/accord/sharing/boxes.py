"""Encrypting what this room keeps for others, with keys that are never in the database."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def box(purpose: str) -> MultiFernet:
    """Return what encrypts with the first key and decrypts with each, so that a key can be changed."""
    marked = f"accord.sharing.{purpose}:".encode()
    digests = [hashlib.sha256(marked + key.encode()).digest() for key in settings.ACCORD_FACTOR_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
