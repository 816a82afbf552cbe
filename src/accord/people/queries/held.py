"""What waits for somebody to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accord.people.models import HeldPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Two records that may be one person."""

    id: UUID
    reason: str
    person_id: UUID
    other_id: UUID
    recorded_at: datetime


def waiting() -> Sequence[Held]:
    """Return what is not settled, the oldest first."""
    rows = _waiting()
    return [
        Held(id=i, reason=reason, person_id=person, other_id=other, recorded_at=at)
        for i, reason, person, other, at in rows.order_by("recorded_at").values_list(
            "id", "reason", "person_id", "other_id", "recorded_at"
        )
    ]


def count_waiting() -> int:
    """Return how many pairs are not settled."""
    return _waiting().count()


def _waiting() -> QuerySet[HeldPerson]:
    return HeldPerson.objects.filter(settled_at=None, person__isnull=False, other__isnull=False)
