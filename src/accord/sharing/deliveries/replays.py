"""What no subscriber took after many tries, and sending it again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.organisations.queries.remits import remit_of
from accord.sharing.models import Delivery, Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A delivery that was not taken after many tries."""

    subscription: UUID
    system: UUID
    number: int
    event: int
    kind: str
    happened_at: datetime
    tries: int
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A subscription that does not answer now."""

    subscription: UUID
    system: UUID
    organisation: str
    status: str
    failures: int
    next_try_at: datetime
    error: str


def dead(subscription_id: UUID | None = None, *, codes: Collection[str] | None = None) -> Sequence[DeadLetter]:
    """Return every delivery that is dead, a subscriber's, or those of some organisations; the oldest first."""
    rows = Delivery.objects.filter(state="dead").select_related("subscription").order_by("id")
    if codes is not None:
        rows = rows.filter(subscription__organisation_code__in=codes)
    return [
        DeadLetter(
            subscription=row.subscription_id,
            system=row.subscription.system_id,
            number=row.number,
            event=row.event_id,
            kind=row.kind,
            happened_at=row.happened_at,
            tries=row.tries,
            error=row.last_error,
        )
        for row in (rows.filter(subscription_id=subscription_id) if subscription_id else rows)
    ]


def failing(codes: Collection[str] | None = None) -> Sequence[Failing]:
    """Return the subscriptions that do not answer now, or those of some organisations."""
    rows = Subscription.objects.exclude(status="off").filter(failures__gt=0).order_by("requested_at", "id")
    return [
        Failing(
            subscription=row.id,
            system=row.system_id,
            organisation=row.organisation_code,
            status=row.status,
            failures=row.failures,
            next_try_at=row.next_try_at,
            error=row.error,
        )
        for row in (rows if codes is None else rows.filter(organisation_code__in=codes))
    ]


@transaction.atomic
def replay(*, subscription_id: UUID, numbers: Sequence[int] = (), by: Actor | None = None) -> int:
    """Let what is dead for a subscriber be sent again under its own numbers, now, and what waits; return how many died.

    Raises Refused where there is neither.

    Whoever manages systems does it for those of their own organisation, and of what is part of it.
    """
    held = Subscription.objects.select_for_update().filter(pk=subscription_id).first()
    if held is None or held.status == "off" or not _is_managed(held, by):
        raise Refused.one("subscription", "there is none that is on with this number.", "See `accord deliveries list`.")
    rows = Delivery.objects.filter(subscription_id=subscription_id, state="dead")
    count = (rows.filter(number__in=numbers) if numbers else rows).update(state="waiting", tries=0)
    if not count and not held.failures:
        wrong = "nothing of it was given up, and nothing waits."
        raise Refused.one("subscription", wrong, "See `accord deliveries list`.")
    Subscription.objects.filter(pk=subscription_id).update(failures=0, next_try_at=timezone.now())
    payload: dict[str, PayloadValue] = {"subscription_id": str(subscription_id), "count": count}
    record(kind=EventKind.DELIVERIES_REPLAYED, person_id=None, by=by, payload=payload)
    return count


def managed(by: Actor) -> Collection[str]:
    """Return the codes of the organisations whose systems somebody manages."""
    by.must(Permission.MANAGE_SYSTEMS)
    return remit_of(by.organisation_id, by.organisation_code).codes


def _is_managed(row: Subscription, by: Actor | None) -> bool:
    return by is None or row.organisation_code in managed(by)
