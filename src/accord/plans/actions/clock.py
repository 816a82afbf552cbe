"""What the passing of time brings: end dates and the ends of suspensions, appended as facts after the moment itself.

The status that anybody reads is worked out from the clock (decision record 0007), so a late run leaves nothing wrong
but tasks and history. Each version is a transaction of its own, and a second run finds nothing left to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.errors import Conflict
from accord.domain.events import EventKind
from accord.domain.lifecycle import Step
from accord.events.actions import record
from accord.plans.actions import lives, standings, suspensions
from accord.plans.models import Current


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """How many plans ended, and how many suspensions."""

    ended: int
    reinstated: int


def tick(*, now: datetime | None = None) -> Ticked:
    """Append what has come due by `now`."""
    now = now or timezone.now()
    ending = list(Current.objects.filter(ends_at__lte=now).values_list("version_id", flat=True))
    ended = sum(_end(version_id, now) for version_id in ending)
    returning = list(Current.objects.filter(suspended_until__lte=now).values_list("version_id", flat=True))
    return Ticked(ended=ended, reinstated=sum(_reinstate(version_id, now) for version_id in returning))


@transaction.atomic
def _end(version_id: UUID, now: datetime) -> bool:
    try:
        held = lives.hold(version_id)
    except Conflict:
        return False
    if held.current.ends_at is None or held.current.ends_at > now:
        return False
    lives.take_step(held, Step.ENDED, at=held.current.ends_at, by=None, now=now)
    payload = {"version_id": str(version_id), "scope": held.scope.value}
    record(kind=EventKind.PLAN_ENDED, person_id=held.person_id, by=None, payload=payload)
    standings.refresh(held.person_id, now)
    return True


@transaction.atomic
def _reinstate(version_id: UUID, now: datetime) -> bool:
    try:
        held = lives.hold(version_id)
    except Conflict:
        return False
    if held.current.suspended_until is None or held.current.suspended_until > now:
        return False
    lives.take_step(held, Step.REINSTATED, at=held.current.suspended_until, by=None, now=now)
    suspensions.reinstated(held, None, now)
    standings.refresh(held.person_id, now)
    return True
