"""What waits to be told, in the order in which it was committed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from accord.domain.events import EventKind, PayloadValue
from accord.events.models import Outbox

IN_COMMIT_ORDER = """
    /* events: waiting events in commit order; rows of transactions still open, and all after them, stay out */
    SELECT event_id FROM events_outbox
    WHERE delivered_at IS NULL AND xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY xid, id LIMIT %s
"""
TOLD = """
    /* events: what happened, in the order in which it was asked for */
    SELECT e.id, e.kind, e.person_id, e.occurred_at, e.payload::text
    FROM unnest(%s::bigint[]) WITH ORDINALITY AS asked(id, place) JOIN events_event e ON e.id = asked.id
    ORDER BY asked.place
"""


def in_commit_order(limit: int) -> Sequence[int]:
    """Return the ids of at most `limit` waiting events, oldest commit first.

    `id > last` would lose the row of a transaction that took its id early and committed late (measured-facts.md,
    "Log and outbox order"); below the snapshot's xmin nothing can appear any more.
    """
    with connection.cursor() as cursor:
        cursor.execute(IN_COMMIT_ORDER, [limit])
        return [event_id for (event_id,) in cursor.fetchall()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event of the outbox, as whoever is told of it needs it."""

    event_id: int
    kind: EventKind
    person_id: UUID | None
    occurred_at: datetime
    payload: Mapping[str, PayloadValue]


def told(event_ids: Sequence[int]) -> list[Told]:
    """Return these events, in the order in which their ids are given."""
    with connection.cursor() as cursor:
        cursor.execute(TOLD, [list(event_ids)])
        return [
            Told(
                event_id=number, kind=EventKind(kind), person_id=person_id, occurred_at=at, payload=json.loads(payload)
            )
            for number, kind, person_id, at, payload in cursor.fetchall()
        ]


def is_waiting() -> bool:
    """Return whether anything waits, though a transaction that began before it may still hold it back."""
    return Outbox.objects.filter(delivered_at=None).exists()
