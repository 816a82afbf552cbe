"""Downtime packs for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from accord.sharing.copies.keys import keys_from
from accord.sharing.downtime import envelopes, packs
from accord.sharing.downtime.packs import Cover, Pack

KEYS = keys_from(["a key that signs packs in tests, and was not drawn at random"])
PASSPHRASE = "7K3M9QX2ABCDEF45"
FEW = 1_000
"""Rounds of the hash, for fixtures to set: what is tested is not how long it takes."""
MADE = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
RETURN_KEY = b"k" * 32
PERSON = UUID(int=7)
PLAN: dict[str, Any] = {
    "id": str(PERSON),
    "name": "Rose Hartley",
    "others": [],
    "born": "17 May 1941, 85 years old",
    "number": "999 000 0018 (Verified)",
    "address": "",
    "status": {"kind": "not_for_cpr", "heading": "Not for CPR", "lines": ["It is about CPR only."]},
    "sections": [{"title": "Why", "tone": "plain", "lines": ["Severe <b>heart</b> failure"]}],
}


def cover(**changes: Any) -> Cover:
    """Return the cover of a pack that is good for a day."""
    usual = {"code": "7K3M9QX2AB", "organisation": "Ash House", "envelope": "3F2A1C", "made_at": MADE}
    return Cover(**({**usual, "expires_at": MADE + timedelta(hours=24)} | changes))


def pack(*, passphrase: str = PASSPHRASE, **changes: Any) -> Pack:
    """Return a sealed pack of one person."""
    envelope = envelopes.make(passphrase)
    content = {"people": [PLAN], "return_key": RETURN_KEY.hex()}
    return packs.seal(cover(**{"envelope": envelope.name} | changes), content, envelope, KEYS)
