"""Which passkeys an account has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.access.models import Passkey


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPasskey:
    """A passkey, as its owner knows it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


def of_account(user_id: UUID) -> Sequence[OwnPasskey]:
    """Return the passkeys of an account, the first one first."""
    rows = Passkey.objects.filter(account_id=user_id).order_by("id").values_list("id", "name", "added_at", "used_at")
    return [OwnPasskey(id=id_, name=name, added_at=added, used_at=used) for id_, name, added, used in rows]


def known_to_browsers(user_id: UUID) -> Sequence[bytes]:
    """Return by what browsers know them."""
    return [bytes(each) for each in Passkey.objects.filter(account_id=user_id).values_list("credential_id", flat=True)]
