"""What waits to be told, in the order in which it was committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.events import EventKind, PayloadValue
from accord.events.models import Event, Outbox

IN_COMMIT_ORDER = """
    /* events: waiting events in commit order; rows of transactions still open, and all after them, stay out */
    SELECT id, xid, event_id, created_at, delivered_at FROM events_outbox
    WHERE delivered_at IS NULL AND xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY xid, id LIMIT %s
"""


def in_commit_order(limit: int) -> Sequence[int]:
    """Return the ids of at most `limit` waiting events, oldest commit first.

    `id > last` would lose the row of a transaction that took its id early and committed late (measured-facts.md,
    "Log and outbox order"); below the snapshot's xmin nothing can appear any more.
    """
    return [row.event_id for row in Outbox.objects.raw(IN_COMMIT_ORDER, [limit])]


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
    rows = Event.objects.in_bulk(event_ids)
    return [
        Told(
            event_id=each,
            kind=EventKind(rows[each].kind),
            person_id=rows[each].person_id,
            occurred_at=rows[each].occurred_at,
            payload=rows[each].payload,
        )
        for each in event_ids
    ]


def is_waiting() -> bool:
    """Return whether anything waits, though a transaction that began before it may still hold it back."""
    return Outbox.objects.filter(delivered_at=None).exists()
