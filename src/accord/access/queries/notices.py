"""Messages to staff: those that somebody has not put away yet, and who was told on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accord.access.models import Notice as Row
from accord.domain.authority import Actor
from accord.domain.notices import NoticeKind

MOST = 10
"""So many are shown at once, the newest first; those before them follow once these are put away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message."""

    notice_id: int
    kind: NoticeKind
    questions: int
    sites: int
    raised_at: datetime


def waiting(actor: Actor) -> Sequence[Notice]:
    """Return the messages to somebody, in the role in which they act, that they have not put away; the newest first."""
    rows = Row.objects.filter(staff_role_id=actor.staff_role_id, put_away__isnull=True).order_by("-id")[:MOST]
    return [
        Notice(
            notice_id=row.id,
            kind=NoticeKind(row.kind),
            questions=row.questions,
            sites=row.sites,
            raised_at=row.raised_at,
        )
        for row in rows
    ]


def told_on(kind: NoticeKind, day: date) -> frozenset[UUID]:
    """Return the roles that were sent a message of a kind on a day in London."""
    rows = Row.objects.filter(kind=kind.value, raised_at__date=day)
    return frozenset(rows.values_list("staff_role_id", flat=True))
