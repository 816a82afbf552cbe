"""What second factor an account has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.access.models import Authenticator, RecoveryCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """Since when an app is set up, and how many recovery codes are left."""

    since: datetime
    codes_left: int


def has(user_id: UUID) -> bool:
    """Return whether an account has a second factor."""
    return Authenticator.objects.filter(pk=user_id).exists()


def of_account(user_id: UUID) -> SecondFactor | None:
    """Return an account's second factor, or None."""
    since = Authenticator.objects.filter(pk=user_id).values_list("added_at", flat=True).first()
    if since is None:
        return None
    return SecondFactor(since=since, codes_left=RecoveryCode.objects.filter(account_id=user_id, used_at=None).count())
