"""What has happened since one last looked, as whoever watches for changes needs it: nothing is passed over.

`id > last` would lose the row of a transaction that took its id early and committed late. So what was seen is asked for
again until every transaction that was open as it was seen has ended; whoever watches may hear of it twice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from accord.domain.events import EventKind

FRESH = """
    /* events: to whom something happened after an event, with how far transactions are */
    SELECT pg_snapshot_xmin(now.held)::text::bigint, pg_snapshot_xmax(now.held)::text::bigint,
        (SELECT coalesce(max(id), 0) FROM events_event),
        ARRAY(SELECT DISTINCT person_id FROM events_event
              WHERE id > %s AND person_id IS NOT NULL AND kind = ANY(%s))
    FROM (SELECT pg_current_snapshot() AS held) now
"""
LOOKED_BACK = 10_000
"""So many events before the last one are looked at first: of transactions that were open as somebody began."""


@dataclass(slots=True)
class Tail:
    """Looks at what is new, from one look to the next."""

    kinds: Collection[EventKind]
    settled: int = -1
    """Nothing up to this event can still appear."""
    seen: list[tuple[int, int]] = field(default_factory=list)
    """The last event of earlier looks, with the transaction that has to be over before it is settled."""

    def look(self) -> frozenset[UUID]:
        """Return to whom something of these kinds has happened since the last look, and maybe shortly before."""
        if self.settled < 0:
            return self._begin()
        with connection.cursor() as cursor:
            cursor.execute(FRESH, [self.settled, [kind.value for kind in self.kinds]])
            oldest, newest, top, people = cursor.fetchone()
        over = [event for event, transaction in self.seen if transaction <= oldest]
        self.settled = max([self.settled, *over])
        self.seen = [(event, transaction) for event, transaction in self.seen if transaction > oldest]
        if top > max([self.settled, *(event for event, _ in self.seen)]):
            self.seen.append((top, newest))
        return frozenset(people)

    def _begin(self) -> frozenset[UUID]:
        """Begin where everything stands now; whoever begins asks for the whole beside it, and now and then again."""
        with connection.cursor() as cursor:
            cursor.execute(FRESH, [2**62, []])
            _, newest, top, _ = cursor.fetchone()
        self.settled, self.seen = max(0, top - LOOKED_BACK), [(top, newest)]
        return frozenset()
