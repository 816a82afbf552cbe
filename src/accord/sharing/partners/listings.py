"""How it stands with each partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from accord.privileges.claims import acting_as_software
from accord.sharing.models import Partner, PartnerNews
from accord.sharing.partners.keeping import BEFORE, State

MOST = 50
"""Failures that are listed one by one; how many there are is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """News that could not be followed: which it is, and why. `stood_before`: the number counts what stood before."""

    number: int
    version_id: UUID | None
    stood_before: bool
    is_tried_again: bool
    error: str

    @property
    def words(self) -> str:
        """Which it is and why, on one line."""
        which = f"Number {self.number} of what stood before" if self.stood_before else f"Event {self.number}"
        becomes = "is tried again" if self.is_tried_again else "failed"
        return f"{which}, plan {self.version_id}, {becomes}: {self.error}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """A partner: up to which number its events were kept, how many wait, are missing or failed, and since when."""

    id: UUID
    name: str
    base: str
    is_connected: bool
    taken: int
    waiting: int
    missing: int
    failed: int
    asked_at: datetime | None
    before: str
    """Whether the plans that stood before we subscribed were read."""
    error: str
    failures: tuple[Failure, ...]
    """The oldest of them."""


def all_of_them() -> Sequence[PartnerLine]:
    """Return every partner that is not closed."""
    with acting_as_software():
        rows = Partner.objects.filter(closed_at=None).order_by("added_at", "id")
        return [_line(row) for row in rows]


def _line(row: Partner) -> PartnerLine:
    held = PartnerNews.objects.filter(partner=row)
    counts = dict(held.values_list("state").annotate(count=Count("id")))
    return PartnerLine(
        id=row.id,
        name=row.name,
        base=row.base,
        is_connected=bool(row.client_id),
        taken=row.taken,
        waiting=counts.get("waiting", 0),
        missing=counts.get("missing", 0),
        failed=counts.get("failed", 0),
        asked_at=row.asked_at,
        before=row.before,
        error=row.error,
        failures=tuple(_failure(each) for each in held.exclude(error="").order_by("id")[:MOST]),
    )


def _failure(row: PartnerNews) -> Failure:
    return Failure(
        number=row.number,
        version_id=row.version_id,
        stood_before=row.subscription_id.startswith(BEFORE),
        is_tried_again=row.state == State.WAITING,
        error=row.error,
    )
