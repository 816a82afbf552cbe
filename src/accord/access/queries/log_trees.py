"""The tree of the access log as its seals hold it: the hash of any stretch of it, and where a leaf stands.

Each seal keeps the edge that the tree had with it, so that a stretch is hashed from the last seal inside it on, and not
from its first leaf: a proof from a log of any size costs the leaves of a few seals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.db import connection

from accord.domain.transparency import Frontier
from accord.domain.transparency.trees import DIGEST

MOST_SEARCHED = 1_000_000
"""So many leaves, back from the end, are searched for one of which only the hash is known."""
REACHING = """
    /* access: the seal in which a place lies */
    SELECT first, octet_length(leaves) / 32, edge FROM access_seal WHERE first <= %s ORDER BY first DESC LIMIT 1
"""
LEAVES = """
    /* access: some of a seal's leaves; what is stored as it is can be read in part */
    SELECT substring(leaves FROM %(at)s * 32 + 1 FOR %(count)s * 32) FROM access_seal WHERE first = %(first)s
"""
FIND = """
    /* access: the place of a leaf, from the newest back; what crosses two leaves is none */
    SELECT first + (position(%(leaf)s::bytea IN leaves) - 1) / 32 FROM access_seal
    WHERE first < %(size)s
      AND first >= (SELECT coalesce(max(first), 0) FROM access_seal WHERE first <= %(oldest)s)
      AND position(%(leaf)s::bytea IN leaves) %% 32 = 1
    ORDER BY first DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class SealedStretch:
    """Where one seal's leaves stand, and the tree's edge after them."""

    first: int
    count: int
    edge: bytes

    @property
    def end(self) -> int:
        """The tree's size with this seal."""
        return self.first + self.count

    def leaves(self, start: int, end: int) -> list[bytes]:
        """Return those of its leaves whose places lie from `start` up to `end`."""
        with connection.cursor() as cursor:
            cursor.execute(LEAVES, {"first": self.first, "at": start - self.first, "count": end - start})
            row = cursor.fetchone()
        packed = bytes(row[0])
        return [packed[at : at + DIGEST] for at in range(0, len(packed), DIGEST)]

    def edge_from(self, start: int) -> Frontier:
        """Return the tree of what lies from `start`, where a subtree of its edge begins, up to this seal's end."""
        size = self.end - start
        return Frontier.unpack(size, self.edge[len(self.edge) - size.bit_count() * DIGEST :])


def hash_of(start: int, end: int) -> bytes:
    """Return the root over the leaves from one place up to another, which are a subtree of the log's tree."""
    last = _seal_with(end - 1)
    if last.end == end and _begins_in_edge(start, end):
        return last.edge_from(start).root()
    if last.first <= start:
        tree = Frontier()
        tree.extend(last.leaves(start, end))
        return tree.root()
    tree = _seal_with(last.first - 1).edge_from(start)
    tree.extend(last.leaves(last.first, end))
    return tree.root()


def leaf_at(place: int) -> bytes | None:
    """Return the hash of the leaf at a place, or None where nothing is sealed there."""
    seal = _seal_with(place)
    return seal.leaves(place, place + 1)[0] if seal.first <= place < seal.end else None


def place_of_leaf(leaf: bytes, *, size: int) -> int | None:
    """Return the place of a leaf in the tree of `size` leaves; None where it is not among the newest that are read."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"leaf": leaf, "size": size, "oldest": max(0, size - MOST_SEARCHED)})
        row = cursor.fetchone()
    return row[0] if row and row[0] < size else None


def _begins_in_edge(start: int, size: int) -> bool:
    """Return whether a subtree of the edge of the tree of `size` leaves begins at `start`, where a subtree begins."""
    return start & (size - start) == 0


def _seal_with(place: int) -> SealedStretch:
    with connection.cursor() as cursor:
        cursor.execute(REACHING, [place])
        first, count, edge = cast(tuple[int, int, bytes], cursor.fetchone())
    return SealedStretch(first, count, bytes(edge))
