"""End sessions: they are gone from the database, so that their next page asks to sign in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accord.access.models import Session
from accord.access.sessions import kept_as
from accord.domain.authority import Actor
from accord.domain.events import EventKind, PayloadValue
from accord.events import actions as events


@transaction.atomic
def end_all(*, user_id: UUID, by: Actor | None, but: str | None = None) -> int:
    """End every session of an account (but the one with this key); return how many."""
    return _end(user_id, by, Session.objects.exclude(session_key=kept_as(but)) if but else Session.objects.all())


@transaction.atomic
def end_one(*, user_id: UUID, handle: UUID, by: Actor | None) -> int:
    """End one session of an account; return whether there was one."""
    return _end(user_id, by, Session.objects.filter(handle=handle))


@transaction.atomic
def end_by_provider(*, key: str = "", staff_id: UUID | None = None) -> int:
    """End the sessions that began at the identity provider: the one with this key, or all of a member of staff."""
    begun_there = Session.objects.exclude(provider_key="")
    which = begun_there.filter(provider_key=key) if key else begun_there.filter(account__staff_id=staff_id)
    accounts = list(which.filter(account__isnull=False).values_list("account_id", flat=True).distinct())
    return sum(_end(user_id, None, which.all()) for user_id in accounts)


def _end(user_id: UUID, by: Actor | None, which: QuerySet[Session]) -> int:
    ended, _ = which.filter(account_id=user_id).delete()
    if ended:
        payload: dict[str, PayloadValue] = {"user_id": str(user_id), "sessions": ended}
        events.record(kind=EventKind.SESSIONS_ENDED, person_id=None, by=by, payload=payload)
    return ended
