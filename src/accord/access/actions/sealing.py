"""Seal the access log: put the rows that can be seen into its Merkle tree, in order of id, and sign the tree's head.

Rows are appended with no lock that all must take, so that one with a lower id may be committed after one with a higher.
What is visible is sealed at once; an id that is missing stays open as a gap, and a row that appears there is sealed
then. A gap is passed only when every transaction that ran as it was first seen has ended: nobody can fill it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from accord.access.models import Seal, SignedHead
from accord.access.queries.log_heads import Head, LogKeys, head_of
from accord.access.queries.log_rows import Run, id_of, last_id_given, rows_after, rows_within, runs_missing, runs_of
from accord.domain.transparency import Frontier, leaf_hash
from accord.privileges.prepared import prepared_cursor

MOST = 10_000
"""How many rows are sealed at once."""
TURN = 0x4163636F7264  # of the advisory lock: "Accord"
RUNNING = """
    SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint, ARRAY(
        SELECT virtualxid FROM pg_locks WHERE locktype = 'virtualxid' AND granted AND pid <> pg_backend_pid()
    ) FROM pg_current_snapshot() AS now
"""
ADD_SEAL = """
    INSERT INTO access_seal (first, log_ids, leaves, edge, highest, gaps) VALUES (%s, %s, %s, %s, %s, %s)
"""
ADD_HEAD = "INSERT INTO access_signedhead (size, root, at, key_id, signature) VALUES (%s, %s, %s, %s, %s)"


class LogChanged(Exception):
    """The sealed log is not what it was; nothing more is sealed onto it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Ids that are missing, and who may still fill them: transactions below `before`, and those of `running`.

    A transaction takes its id from the sequence before it has a number of its own, so that numbers alone could miss it.
    """

    ids: Run
    before: int
    running: frozenset[str]

    def is_passed_by(self, lowest: int, running: frozenset[str]) -> bool:
        """Return whether everybody who might have filled it has ended."""
        return lowest >= self.before and not self.running & running

    def without(self, ids: Sequence[int]) -> Iterator[Gap]:
        """Yield what is left of it after rows with these ids (in order) have appeared."""
        first, last = self.ids
        inside = [each for each in ids if first <= each <= last]
        for run in runs_missing(first - 1, [*inside, last + 1]):
            yield replace(self, ids=run)


@dataclass(frozen=True, slots=True)
class Place:
    """How far the log is sealed."""

    tree: Frontier
    highest: int
    gaps: tuple[Gap, ...]


class Sealer:
    """Seals the log, round after round, and remembers what it sealed: a log that was wound back is found at once."""

    def __init__(self, keys: LogKeys) -> None:
        """Sign with the first of `keys`, and go on from a head that any of them signed."""
        self._keys = keys
        self._place: Place | None = None

    def seal(self) -> int | None:
        """Seal what can be seen, at most `MOST` rows, and return how many; None while another process is sealing."""
        with transaction.atomic():
            if not _is_our_turn():
                return None
            before = self._place_now()
            raw = connection.connection
            assert isinstance(raw, psycopg.Connection)
            after, rows = _look(raw, before)
            if rows:
                self._append(before.tree, after, rows)
        self._place = after
        return len(rows)

    def _append(self, before: Frontier, after: Place, rows: Sequence[bytes]) -> None:
        leaves = [leaf_hash(row) for row in rows]
        after.tree.extend(leaves)
        head = self._keys.sign(size=after.tree.size, root=after.tree.root(), at=timezone.now())
        gaps = list(chain.from_iterable(gap.ids for gap in after.gaps))
        packed, edge = b"".join(leaves), after.tree.pack()
        with prepared_cursor() as cursor:
            ids = [id_of(row) for row in rows]
            cursor.execute(ADD_SEAL, [before.size, ids, packed, edge, after.highest, gaps])
            cursor.execute(ADD_HEAD, [head.size, head.root, head.at, head.key_id, head.signature])

    def _place_now(self) -> Place:
        """Return how far the log is sealed: as we remember it, unless another process went on with it."""
        last = Seal.objects.order_by("-first").values_list("first", "log_ids", "edge", "highest", "gaps").first()
        size = last[0] + len(last[1]) if last else 0
        known = self._place
        if known is not None and size < known.tree.size:
            raise LogChanged(f"the log was sealed up to {known.tree.size}, and now ends at {size}")
        if last is None:
            return known or Place(Frontier(), 0, ())
        if known is not None and size == known.tree.size and bytes(last[2]) == known.tree.pack():
            return known
        return self._taken_up(Frontier.unpack(size, bytes(last[2])), last[3], runs_of(last[4]))

    def _taken_up(self, tree: Frontier, highest: int, gaps: Iterable[Run]) -> Place:
        head = self._head_at(tree.size)
        if head is None or head.root != tree.root() or not head.is_signed_by_one_of(self._keys.trusted):
            raise LogChanged(f"the head at {tree.size} is not signed with a key of ours")
        _, before, running = _running()
        return Place(tree, highest, tuple(Gap(ids, before, running) for ids in gaps))

    @staticmethod
    def _head_at(size: int) -> Head | None:
        row = SignedHead.objects.filter(size=size).first()
        return head_of(row) if row else None


def _look(raw: psycopg.Connection[tuple[object, ...]], before: Place) -> tuple[Place, list[bytes]]:
    """Return the place afterwards, and the rows up to it: whatever appeared in gaps, then what came since."""
    lowest, _, running = _running() if before.gaps else (0, 0, frozenset[str]())
    passed = {gap.ids for gap in before.gaps if gap.is_passed_by(lowest, running)}
    given = last_id_given(raw)
    late = list(rows_within(raw, [gap.ids for gap in before.gaps]))
    new = list(rows_after(raw, before.highest, given, limit=MOST))
    late_ids, new_ids = [id_of(row) for row in late], [id_of(row) for row in new]
    gaps = [left for gap in before.gaps if gap.ids not in passed for left in gap.without(late_ids)]
    missing = list(runs_missing(before.highest, new_ids))
    if missing:
        _, ahead, running = _running()
        gaps += [Gap(ids, ahead, running) for ids in missing]
    highest = new_ids[-1] if new_ids else before.highest
    return Place(before.tree.copy(), highest, tuple(gaps)), late + new


def _is_our_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [TURN])
        return bool(cursor.fetchone()[0])


def _running() -> tuple[int, int, frozenset[str]]:
    """Return the lowest transaction that runs, the number the next will have, and all that run, numbered or not."""
    with connection.cursor() as cursor:
        cursor.execute(RUNNING)
        lowest, ahead, running = cursor.fetchone()
    return lowest, ahead, frozenset(running)
