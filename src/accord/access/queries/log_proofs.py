"""Proofs from the access log: that a row is in it, and that the log of one head begins with that of another.

They are made from the seals and checked before they are given; `accord.domain.transparency` checks them anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from accord.access.models import Seal
from accord.access.queries import log_heads
from accord.access.queries.log_heads import Head
from accord.access.queries.log_rows import rows_within
from accord.access.queries.log_trees import hash_of
from accord.domain.errors import Refused
from accord.domain.transparency import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
)


class NotProved(Exception):
    """The log does not hold together: what was asked for cannot be proved."""


def inclusion(row: int) -> dict[str, Any]:
    """Return the proof that a row of the access log, as it stands now, is in the log of the newest head."""
    head, place = log_heads.newest(), _place_of(row)
    if head is None or place is None:
        raise Refused.one(
            "ID", f"row {row} is not sealed.", "A row is sealed within seconds while `accord worker` runs."
        )
    leaf = leaf_hash(next(iter(_as_it_stands(row)), b""))
    path = path_to(place, leaf, head, what=f"row {row}")
    return {"row": row, "place": place, "leaf": leaf.hex(), "path": in_hex(path), "head": head.as_json()}


def consistency(old: int, new: int) -> dict[str, Any]:
    """Return the proof that the log of the head of `new` rows begins with that of the head of `old`."""
    if not 0 < old <= new:
        raise Refused.one("OLD", "it is not before NEW.", "Give the sizes of two signed heads, the smaller first.")
    before, after = head_of_size("OLD", old), head_of_size("NEW", new)
    return {"old": before.as_json(), "new": after.as_json(), "path": in_hex(path_between(before, after))}


def head_of_size(field: str, size: int) -> Head:
    """Return the signed head of so many rows, or refuse the field that asked for it."""
    head = log_heads.at(size)
    if head is None:
        near = log_heads.at_most(size)
        raise Refused.one(field, f"no head of {size} rows was signed.", f"The nearest before it counts {near}.")
    return head


def path_to(place: int, leaf: bytes, head: Head, *, what: str) -> list[bytes]:
    """Return the path from a leaf to a head, or raise `NotProved` where it does not lead there."""
    path = inclusion_proof(place, head.size, hash_of)
    if not proves_inclusion(leaf=leaf, index=place, size=head.size, path=path, root=head.root):
        raise NotProved(f"{what} is not what was sealed at place {place}")
    return path


def path_between(before: Head, after: Head) -> list[bytes]:
    """Return the proof that one head's log begins with that of another, or raise `NotProved`."""
    path = consistency_proof(before.size, after.size, hash_of)
    roots = {"old_root": before.root, "new_root": after.root}
    if not proves_consistency(old=before.size, new=after.size, path=path, **roots):
        raise NotProved(f"the log of {after.size} rows does not begin with that of {before.size}")
    return path


def in_hex(path: list[bytes]) -> list[str]:
    """Return the hashes of a proof as JSON holds them."""
    return [node.hex() for node in path]


def _place_of(row: int) -> int | None:
    """Return the place of a row: in the first seal that reaches its id or, where it came late, in a later one."""
    later = Seal.objects.filter(highest__gte=row).order_by("first")
    first = later.values_list("first", "log_ids", "gaps").first()
    if first is None:
        return None
    if row not in first[1]:
        first = later.filter(log_ids__contains=[row]).values_list("first", "log_ids", "gaps").first()
    return first[0] + first[1].index(row) if first else None


def _as_it_stands(row: int) -> Iterator[bytes]:
    connection.ensure_connection()
    return rows_within(connection.connection, [(row, row)])
