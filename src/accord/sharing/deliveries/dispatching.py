"""From the outbox to each subscriber's numbers: in commit order, each event once, and in one transaction.

Whoever dispatches holds a lock until the transaction ends, so that numbers are given one after the other and without
gaps. What is killed in the middle leaves the outbox as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accord.events.actions import mark_delivered
from accord.events.queries import outbox
from accord.sharing.actions.following import name_systems
from accord.sharing.deliveries import announcements, practices, publications
from accord.sharing.deliveries.outlets import Outlet, in_use
from accord.sharing.deliveries.sights import Sights
from accord.sharing.deliveries.topics import CHANGES, PlanChange
from accord.sharing.models import Delivery, Subscription

AT_ONCE = 500
"""Events in one transaction."""
TURN = 0x44697370  # of the advisory lock: "Disp"
NUMBERED = """
    /* sharing: how far each subscriber is numbered */
    UPDATE sharing_subscription s SET last_number = given.number
    FROM unnest(%s::uuid[], %s::bigint[]) AS given(id, number) WHERE s.id = given.id
"""
COLUMNS = ("subscription_id", "number", "event_id", "kind", "person_id", "version_id", "happened_at")
KEPT = """
    /* sharing: deliveries, and which of them tell of a cancellation */
    WITH kept AS (
        INSERT INTO sharing_delivery (subscription_id, number, event_id, kind, person_id, version_id, happened_at)
        SELECT * FROM unnest(
            %s::uuid[], %s::bigint[], %s::bigint[], %s::text[], %s::uuid[], %s::uuid[], %s::timestamptz[]
        ) RETURNING id, subscription_id, kind, version_id
    )
    SELECT id, subscription_id, version_id FROM kept WHERE kind = %s AND version_id IS NOT NULL ORDER BY id
"""
MARKED = {
    Outlet.LOCATOR: publications.mark_changes,
    Outlet.ANNOUNCEMENTS: announcements.mark_changes,
    Outlet.PRACTICES: practices.mark_changes,
}
HEARING = ("active", "error")
"""Who is given numbers: also whoever does not answer now, so that nothing is missed meanwhile."""


@transaction.atomic
def dispatch(most: int = AT_ONCE) -> int:
    """Number what waits for each subscriber that may hear of it; return how many events were taken from the outbox."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
    waiting = outbox.in_commit_order(most)
    if not waiting:
        return 0
    hearing = list(Subscription.objects.select_for_update().filter(status__in=HEARING).order_by("id"))
    out = in_use(timezone.now())
    told = outbox.told(waiting) if hearing or out else []
    for outlet in sorted(out):
        MARKED[outlet](told)
    if hearing:
        _number(hearing, [each for each in told if each.kind in CHANGES])
    mark_delivered(event_ids=waiting)
    return len(waiting)


def _number(hearing: Sequence[Subscription], changes: Sequence[outbox.Told]) -> None:
    sights, made = Sights(), list[Delivery]()
    people = {change.person_id for change in changes if change.person_id is not None}
    for row in hearing:
        sights.learn(row, people)
    for change in changes:
        whom, version_id = change.person_id, _version(change)
        if whom is not None:
            heard = (row for row in hearing if _hears(sights, row, change, whom))
            made += [_delivery(row, change, whom, version_id) for row in heard]
    _name_systems(hearing, _keep(made))
    numbered = {each.subscription_id: each.number for each in made}
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED, [list(numbered), list(numbered.values())])


def _keep(made: Sequence[Delivery]) -> Sequence[tuple[int, UUID, UUID]]:
    """Keep all deliveries by one statement; return of each cancellation its id, the subscriber and the version."""
    columns = [[getattr(each, name) for each in made] for name in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [*columns, PlanChange.CANCELLED.value])
        return list(cursor.fetchall())


def _name_systems(hearing: Sequence[Subscription], cancelled: Iterable[tuple[int, UUID, UUID]]) -> None:
    """Keep which systems have to acknowledge a cancellation."""
    rows = {row.id: row for row in hearing}
    told: dict[UUID, list[tuple[Subscription, int]]] = {}
    for delivery_id, subscription_id, version_id in cancelled:
        told.setdefault(version_id, []).append((rows[subscription_id], delivery_id))
    for version_id, systems in told.items():
        name_systems(version_id=version_id, told=systems)


def _hears(sights: Sights, row: Subscription, change: outbox.Told, whom: UUID) -> bool:
    if CHANGES[change.kind].value not in row.kinds or not sights.is_of(row, whom):
        return False
    return sights.may_hear(row, whom, _version(change))


def _delivery(row: Subscription, change: outbox.Told, whom: UUID, version_id: UUID | None) -> Delivery:
    row.last_number += 1
    return Delivery(
        subscription_id=row.id,
        number=row.last_number,
        event_id=change.event_id,
        kind=CHANGES[change.kind].value,
        person_id=whom,
        version_id=version_id,
        happened_at=change.occurred_at,
    )


def _version(change: outbox.Told) -> UUID | None:
    said = change.payload.get("version_id")
    return UUID(said) if isinstance(said, str) else None
