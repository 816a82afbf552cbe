"""What waits to be told, in the order in which it was committed."""

from __future__ import annotations

from collections.abc import Sequence

from accord.events.models import Outbox

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
