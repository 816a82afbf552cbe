"""Stretches of the tree are hashed from the seals as they would be from their leaves."""

from __future__ import annotations

from itertools import accumulate

import pytest
from tests.builders.logs import forget_log, note_rows, seal_all

from accord.access.models import Seal
from accord.access.queries import log_trees
from accord.domain.transparency import consistency_proof, inclusion_proof, root_of

SEALED = (3, 1, 12, 17, 40, 64, 5, 1, 30)
"""How many rows each seal holds: within a subtree, across several, and ending where one does."""


@pytest.fixture
def leaves() -> list[bytes]:
    sealer, log = None, forget_log()
    for count in SEALED:
        note_rows(count, over=log)
        sealer = seal_all(sealer)
    packed = b"".join(bytes(seal.leaves) for seal in Seal.objects.order_by("first"))
    return [packed[at : at + 32] for at in range(0, len(packed), 32)]


def stretches_of(sizes: list[int]) -> set[tuple[int, int]]:
    """Return every stretch that any proof from heads of these sizes is made of."""
    met = set[tuple[int, int]]()

    def note(start: int, end: int) -> bytes:
        met.add((start, end))
        return b""

    for size in sizes:
        for index in range(size):
            inclusion_proof(index, size, note)
        for old in sizes[: sizes.index(size) + 1]:
            consistency_proof(old, size, note)
    return met


def test_every_stretch_of_every_proof_is_hashed_as_from_its_leaves(leaves: list[bytes]) -> None:
    stretches = stretches_of(list(accumulate(SEALED)))
    assert len(stretches) > sum(SEALED)
    assert all(log_trees.hash_of(start, end) == root_of(leaves[start:end]) for start, end in stretches)


def test_leaf_is_found_among_the_newest_alone(leaves: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_trees, "MOST_SEARCHED", 30)
    places = [log_trees.place_of_leaf(leaves[place], size=len(leaves)) for place in (len(leaves) - 1, 150, 0)]
    assert places == [len(leaves) - 1, 150, None]


def test_place_beyond_the_log_has_no_leaf(leaves: list[bytes]) -> None:
    assert [log_trees.leaf_at(place) for place in (0, len(leaves))] == [leaves[0], None]
