"""Chasing whoever has not answered for a cancelled plan, by the clock: there, and where it was cancelled; and again."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Permission
from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.organisations.queries import staff
from accord.plans.actions import holders as tasks
from accord.sharing.cancellations.holders import Telling
from accord.sharing.models import Cancellation, Holder

MOST = 500
LONGEST = timedelta(days=1)
DOUBLED = 10


def chase(*, now: datetime | None = None) -> int:
    """Chase for each cancellation that is due; return how many. Each is a transaction of its own."""
    now = now or timezone.now()
    due = Cancellation.objects.filter(ended_at=None, chase_at__lte=now).order_by("chase_at")
    return sum(_chase(each, now) for each in list(due.values_list("id", flat=True)[:MOST]))


def wait(times: int) -> timedelta:
    """Return how long to wait after so many times: twice as long each time, a day at most (or the time that is set)."""
    first: timedelta = timedelta(hours=settings.ACCORD_CHASE_HOURS)
    return min(first * (1 << min(times, DOUBLED)), max(LONGEST, first))


@transaction.atomic
def _chase(cancellation_id: UUID, now: datetime) -> bool:
    row = Cancellation.objects.select_for_update().get(pk=cancellation_id)
    if row.ended_at is not None or row.chase_at > now:
        return False
    waiting = list(Holder.objects.filter(cancellation=row, reply=None))
    tasks.chase(row.follows, _chased_there(waiting, now), now=now)
    Cancellation.objects.filter(pk=row.pk).update(chased=row.chased + 1, chase_at=now + wait(row.chased + 1))
    payload: dict[str, PayloadValue] = {"version_id": str(row.version_id), "times": row.chased + 1}
    payload["waiting"] = len(waiting)
    record(kind=EventKind.CANCELLATION_CHASED, person_id=row.person_id, by=None, payload=payload)
    return True


def _chased_there(waiting: list[Holder], now: datetime) -> list[tuple[UUID, UUID]]:
    """Return the holders that were asked here, where somebody answers for what nobody answered."""
    where = staff.organisations_where(Permission.CHASE_CANCELLATION, timezone.localdate(now))
    return [
        (each.pk, each.organisation_id)
        for each in waiting
        if each.telling == Telling.WORK_LIST and each.organisation_id is not None and each.organisation_id in where
    ]
