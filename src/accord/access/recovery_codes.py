"""Recovery codes: drawn, shown once, and told apart by their hash."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No 0, o, 1, i or l: people copy these from paper."""
LENGTH, HOW_MANY = 24, 10
"""24 of 31 characters are 118 bits; from 112 a plain hash is enough (NIST SP 800-63B, look-up secrets)."""


def draw() -> tuple[str, ...]:
    """Return a new set of codes, in groups of four."""
    drawn = ("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(HOW_MANY))
    return tuple("-".join(code[at : at + 4] for at in range(0, LENGTH, 4)) for code in drawn)


def hashed(account_id: UUID, code: str) -> str:
    """Return the hash of a code, however its groups and capitals were typed."""
    plain = "".join(character for character in code.lower() if character.isalnum())
    return hashlib.sha256(f"{account_id}:{plain}".encode()).hexdigest()
