"""A system asks to be told, asks no longer, and asks how that stands; each sees its own alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.events.actions import record
from accord.sharing.deliveries.endpoints import read_endpoint
from accord.sharing.deliveries.seals import seal
from accord.sharing.deliveries.wanted import Wanted
from accord.sharing.models import Delivery, Subscription

MOST = 1_000
"""Subscriptions of one system that are not off. A limit of our own."""
MOST_EVENTS = 1_000


@transaction.atomic
def request(*, wanted: Wanted, base: str, by: Actor, now: datetime | None = None) -> Subscription:
    """Keep what a system wants to hear; it is told once it has answered a handshake."""
    by.must(Permission.VIEW_PLAN)
    now = now or timezone.now()
    read_endpoint(wanted.endpoint, may_be_here=settings.ACCORD_DEMO)
    if wanted.ends_at is not None and wanted.ends_at <= now:
        raise Refused.one("Subscription.end", "has passed.", "Give a moment to come, or none.")
    if of_system(by).exclude(status="off").count() >= MOST:
        raise Refused.one("Subscription", "is one too many.", f"Each system has {MOST:,} at most: delete one.")
    number = uuid4()
    made = Subscription.objects.create(
        id=number,
        system_id=by.staff_id,
        organisation_id=by.organisation_id,
        organisation_code=by.organisation_code,
        base=base,
        endpoint=wanted.endpoint,
        headers=seal(number, wanted.headers),
        kinds=[each.value for each in wanted.wants.kinds],
        people_of=wanted.wants.people_of,
        person_id=wanted.wants.person_id,
        reason=wanted.reason,
        heartbeat_seconds=wanted.heartbeat_seconds,
        patience_seconds=wanted.patience_seconds,
        most_at_once=wanted.most_at_once,
        status="requested",
        requested_at=now,
        ends_at=wanted.ends_at,
        next_try_at=now,
    )
    record(kind=EventKind.SUBSCRIPTION_REQUESTED, person_id=None, by=by, payload={"subscription_id": str(number)})
    return made


@transaction.atomic
def turn_off(*, subscription_id: UUID, by: Actor) -> bool:
    """End a subscription of the system's own; return whether there is one."""
    row = of_system(by).select_for_update().filter(pk=subscription_id).first()
    if row is not None and row.status != "off":
        Subscription.objects.filter(pk=row.pk).update(status="off", closed_at=timezone.now())
        payload = {"subscription_id": str(subscription_id)}
        record(kind=EventKind.SUBSCRIPTION_CLOSED, person_id=None, by=by, payload=payload)
    return row is not None


def of_system(by: Actor) -> QuerySet[Subscription]:
    """Return the subscriptions of a system, which no other sees, the first one first."""
    return Subscription.objects.filter(system_id=by.staff_id).order_by("requested_at", "id")


def find(subscription_id: UUID, by: Actor) -> Subscription | None:
    """Return a subscription of the system's own, or None."""
    return of_system(by).filter(pk=subscription_id).first()


def events(subscription: Subscription, since: int, until: int) -> Sequence[Delivery]:
    """Return what a subscriber was numbered, from one number to another, however each fared."""
    held = Delivery.objects.filter(subscription=subscription, number__gte=since, number__lte=until)
    return list(held.order_by("number")[:MOST_EVENTS])
