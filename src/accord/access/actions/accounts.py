"""Open accounts and change their passwords."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accord.access.actions import sessions
from accord.access.models import User
from accord.domain.authority import Actor
from accord.domain.errors import FieldError, Refused
from accord.domain.events import EventKind
from accord.events import actions as events

PROVIDED = "provided-"
"""Begins the user name of an account that signs in with an identity provider alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """A user name and password for a member of staff."""

    staff_id: UUID
    username: str
    password: str


@transaction.atomic
def open_accounts(*, accounts: Sequence[NewAccount], by: Actor | None) -> None:
    """Open accounts. A password is checked and hashed once for all the accounts that share it (a demo's do)."""
    hashed: dict[str, str] = {}
    for account in accounts:
        if account.password not in hashed:
            hashed[account.password] = _hash(account.password)
    users = [
        User(staff_id=a.staff_id, username=a.username.strip().lower(), password=hashed[a.password]) for a in accounts
    ]
    try:
        User.objects.bulk_create(users)
    except IntegrityError as taken:
        raise Refused.one("username", "is taken, or this member of staff has an account.") from taken
    events.record(kind=EventKind.ACCOUNT_OPENED, person_id=None, by=by, payload={"accounts": len(users)})


@transaction.atomic
def open_for_provider(*, staff_id: UUID) -> User:
    """Return the account of a member of staff whom an identity provider proved; one with no password where none was."""
    user, is_new = User.objects.get_or_create(
        staff_id=staff_id, defaults={"username": f"{PROVIDED}{staff_id}", "password": make_password(None)}
    )
    if is_new:
        events.record(kind=EventKind.ACCOUNT_OPENED, person_id=None, by=None, payload={"accounts": 1})
    return user


@transaction.atomic
def change_password(*, user_id: UUID, password: str, by: Actor | None, here: str | None = None) -> None:
    """Give an account a new password; its sessions end (but the one with the key `here`)."""
    User.objects.filter(pk=user_id).update(password=_hash(password))
    sessions.end_all(user_id=user_id, by=by, but=here)
    events.record(kind=EventKind.PASSWORD_CHANGED, person_id=None, by=by, payload={"user_id": str(user_id)})


@transaction.atomic
def close(*, user_id: UUID, by: Actor | None) -> None:
    """Close an account; its sessions end."""
    User.objects.filter(pk=user_id).update(is_active=False)
    sessions.end_all(user_id=user_id, by=by)
    events.record(kind=EventKind.ACCOUNT_CLOSED, person_id=None, by=by, payload={"user_id": str(user_id)})


def _hash(password: str) -> str:
    try:
        validate_password(password)
    except ValidationError as weak:
        raise Refused([FieldError(field="password", wrong=message) for message in weak.messages]) from weak
    return make_password(password)
