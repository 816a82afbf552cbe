"""Merkle trees over a list that only grows (RFC 9162, section 2.1.1; the same tree as RFC 6962's, section 2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

DIGEST = 32
EMPTY_ROOT = sha256().digest()
"""The root of a tree with no leaves."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry. The zero byte keeps a leaf from being passed off as a node."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node over two others."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root of the tree over these leaf hashes."""
    frontier = Frontier()
    frontier.extend(list(leaves))
    return frontier.root()


@dataclass(slots=True)
class Frontier:
    """What must be kept of a tree for it to grow: the roots of the whole subtrees along its right edge.

    `nodes` runs from the largest subtree to the smallest: one for each binary digit 1 of `size`.
    """

    size: int = 0
    nodes: list[bytes] = field(default_factory=list)

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Append leaf hashes, one level of the tree after another."""
        kept: list[bytes] = []  # of the new frontier, from the smallest subtree to the largest
        waiting = self.nodes[::-1]  # of the old one, in the same order
        level, height, old = list(leaves), 0, self.size
        self.size += len(level)
        while level or waiting:
            if old >> height & 1:
                level.insert(0, waiting.pop(0))
            if len(level) % 2:
                kept.append(level.pop())
            level = [
                sha256(b"\x01" + left + right).digest()  # node_hash, without the cost of a call
                for left, right in zip(level[::2], level[1::2], strict=True)
            ]
            height += 1
        self.nodes = kept[::-1]

    def root(self) -> bytes:
        """Return the tree's root."""
        if not self.nodes:
            return EMPTY_ROOT
        *larger, root = self.nodes
        for node in reversed(larger):
            root = node_hash(node, root)
        return root

    def copy(self) -> Frontier:
        """Return a frontier that grows on its own."""
        return Frontier(self.size, list(self.nodes))

    def pack(self) -> bytes:
        """Return the nodes one after another."""
        return b"".join(self.nodes)

    @classmethod
    def unpack(cls, size: int, packed: bytes) -> Frontier:
        """Return the frontier of a tree of this size, or raise `ValueError` where the nodes cannot be its."""
        if len(packed) != size.bit_count() * DIGEST:
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} nodes along its edge")
        return cls(size, [packed[start : start + DIGEST] for start in range(0, len(packed), DIGEST)])
