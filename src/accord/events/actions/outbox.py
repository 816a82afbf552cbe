"""Tick off what has been delivered."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

DELIVERED = """
    /* events: told to everybody who should hear */
    UPDATE events_outbox SET delivered_at = statement_timestamp() WHERE event_id = ANY(%s) AND delivered_at IS NULL
"""


@transaction.atomic
def mark_delivered(*, event_ids: Sequence[int]) -> int:
    """Mark these events as told to everybody who should hear; return how many were still waiting."""
    with connection.cursor() as cursor:
        cursor.execute(DELIVERED, [list(event_ids)])
        return int(cursor.rowcount)
