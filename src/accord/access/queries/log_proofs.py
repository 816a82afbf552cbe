"""Proofs from the access log: that a row is in it, and that the log of one head begins with that of another.

They are made from the seals and checked before they are given; `accord.domain.transparency` checks them anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from accord.access.models import Seal, SignedHead
from accord.access.queries.log_heads import head_of
from accord.access.queries.log_rows import rows_within
from accord.domain.errors import Refused
from accord.domain.transparency import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
)
from accord.domain.transparency.trees import DIGEST


class NotProved(Exception):
    """The log does not hold together: what was asked for cannot be proved."""


def inclusion(row: int) -> dict[str, Any]:
    """Return the proof that a row of the access log, as it stands now, is in the log of the newest head."""
    head = SignedHead.objects.order_by("-size").first()
    place = _place_of(row)
    if head is None or place is None:
        raise Refused.one(
            "ID", f"row {row} is not sealed.", "A row is sealed within seconds while `accord worker` runs."
        )
    entry = next(iter(_as_it_stands(row)), b"")
    leaf, path = leaf_hash(entry), inclusion_proof(place, head.size, _hash_of)
    if not proves_inclusion(leaf=leaf, index=place, size=head.size, path=path, root=bytes(head.root)):
        raise NotProved(f"row {row} is not what was sealed at place {place}")
    proof = {"row": row, "place": place, "leaf": leaf.hex(), "path": [node.hex() for node in path]}
    return {**proof, "head": head_of(head).as_json()}


def consistency(old: int, new: int) -> dict[str, Any]:
    """Return the proof that the log of the head of `new` rows begins with that of the head of `old`."""
    if not 0 < old <= new:
        raise Refused.one("OLD", "it is not before NEW.", "Give the sizes of two signed heads, the smaller first.")
    before, after = _head("OLD", old), _head("NEW", new)
    path = consistency_proof(old, new, _hash_of)
    roots = {"old_root": bytes(before.root), "new_root": bytes(after.root)}
    if not proves_consistency(old=old, new=new, path=path, **roots):
        raise NotProved(f"the log of {new} rows does not begin with that of {old}")
    heads = {"old": head_of(before).as_json(), "new": head_of(after).as_json()}
    return {**heads, "path": [node.hex() for node in path]}


def _head(field: str, size: int) -> SignedHead:
    head = SignedHead.objects.filter(size=size).first()
    if head is None:
        near = SignedHead.objects.filter(size__lte=size).order_by("-size").values_list("size", flat=True).first()
        raise Refused.one(field, f"no head of {size} rows was signed.", f"The nearest before it counts {near or 0}.")
    return head


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


def _hash_of(start: int, end: int) -> bytes:
    """Return the root over the leaves from one place up to another, as the seals hold them."""
    tree = Frontier()
    opening = Seal.objects.filter(first__lte=start).order_by("-first").values_list("first", flat=True).first()
    seals = Seal.objects.filter(first__gte=opening or 0, first__lt=end).order_by("first")
    for first, packed in seals.values_list("first", "leaves").iterator(chunk_size=100):
        inside = bytes(packed)[max(0, start - first) * DIGEST : (end - first) * DIGEST]
        tree.extend([inside[at : at + DIGEST] for at in range(0, len(inside), DIGEST)])
    return tree.root()
