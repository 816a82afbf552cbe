"""Where somebody is signed in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accord.access import sessions
from accord.access.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """One session that has not ended: in which browser, since when, and when it was last used."""

    handle: UUID
    browser: str
    begun_at: datetime
    seen_at: datetime
    is_here: bool


def open_sessions(user_id: UUID, here: str | None) -> tuple[OpenSession, ...]:
    """Return the open sessions of an account, the last used first; `here` is the key of the one that asks."""
    now, here_kept = timezone.now(), sessions.kept_as(here) if here else None
    alive = {"seen_at__gt": now - sessions.IDLE, "begun_at__gt": now - sessions.LONGEST, "expire_date__gt": now}
    rows = Session.objects.filter(account_id=user_id, **alive).order_by("-seen_at")
    columns = rows.values_list("handle", "browser", "begun_at", "seen_at", "session_key")
    return tuple(
        OpenSession(handle=handle, browser=browser, begun_at=begun, seen_at=seen, is_here=key == here_kept)
        for handle, browser, begun, seen, key in columns
        if handle and begun and seen
    )


def still_open(handles: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these sessions that still sign somebody in: not ended, not idle, not too long, account open."""
    now = timezone.now()
    rows = Session.objects.filter(
        handle__in=list(handles),
        expire_date__gt=now,
        seen_at__gt=now - sessions.IDLE,
        begun_at__gt=now - sessions.LONGEST,
        account__is_active=True,
    )
    return frozenset(each for each in rows.values_list("handle", flat=True) if each)
