"""Notices that somebody should look at: those that were not followed. Nobody's number stands in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.sharing.models import DemographicNotice

NOT_FOLLOWED = ("waiting", "held", "nobody", "unknown", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A notice that was not followed."""

    id: UUID
    kind: str
    received_at: datetime
    outcome: str
    tries: int
    error: str


def not_followed() -> Sequence[NoticeLine]:
    """Return the notices that were not followed, the oldest first."""
    rows = DemographicNotice.objects.filter(outcome__in=NOT_FOLLOWED).order_by("received_at", "id")
    return [
        NoticeLine(
            id=row.id,
            kind=row.kind,
            received_at=row.received_at,
            outcome=row.outcome,
            tries=row.tries,
            error=row.error,
        )
        for row in rows.defer("resource")
    ]
