"""Which accounts there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.access.models import Authenticator, User
from accord.domain.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account: whose, whether it is open, whether it has a password of ours, and since when an app."""

    id: UUID
    username: str
    staff_id: UUID
    is_active: bool
    has_password: bool
    factor_since: datetime | None


def by_username(username: str) -> Account:
    """Return the account with this user name, or raise `Refused`."""
    found = _accounts(User.objects.filter(username=username.strip().lower()))
    if not found:
        raise Refused.one("USER_NAME", "no account has this user name.", "See `accord accounts list`.")
    return found[0]


def all_of_them() -> Sequence[Account]:
    """Return every account, by user name."""
    return _accounts(User.objects.order_by("username"))


def _accounts(users: Iterable[User]) -> Sequence[Account]:
    since = dict(Authenticator.objects.values_list("account_id", "added_at"))
    return [
        Account(
            id=user.id,
            username=user.username,
            staff_id=user.staff_id,
            is_active=user.is_active,
            has_password=user.has_usable_password(),
            factor_since=since.get(user.id),
        )
        for user in users
    ]
