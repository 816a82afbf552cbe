"""Take from what a system may still ask, for all processes together."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

_TAKE = """
    INSERT INTO access_systemallowance AS held (system_id, remaining, taken, at)
    VALUES (%(system)s, %(most)s - LEAST(%(wanted)s, %(most)s), LEAST(%(wanted)s, %(most)s), clock_timestamp())
    ON CONFLICT (system_id) DO UPDATE SET (remaining, taken, at) = (
        SELECT filled - LEAST(%(wanted)s, floor(filled)), LEAST(%(wanted)s, floor(filled)), clock_timestamp()
        FROM (SELECT LEAST(
            %(most)s, held.remaining + extract(epoch FROM clock_timestamp() - held.at) * %(most)s / 60.0
        )::double precision AS filled) AS now
    )
    RETURNING taken, remaining
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many requests were taken, and what is left then: less than one where none was."""

    count: int
    remaining: float


def take(system_id: UUID, a_minute: int, wanted: int) -> Taken:
    """Take up to `wanted` requests of a system that has `a_minute` of them."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"system": system_id, "most": a_minute, "wanted": wanted})
        taken, remaining = cursor.fetchone()
    return Taken(int(taken), float(remaining))
