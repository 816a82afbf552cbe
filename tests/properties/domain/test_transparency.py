"""Whatever is done to a log, its root or a proof says so."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from accord.domain.transparency import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    proves_consistency,
    proves_inclusion,
    root_of,
)

ENTRIES = st.lists(st.binary(max_size=8), min_size=1, max_size=70)
PLACE = st.integers(min_value=0, max_value=10_000)


def leaves_of(entries: list[bytes]) -> list[bytes]:
    return [leaf_hash(entry) for entry in entries]


def tree(leaves: list[bytes]) -> bytes:
    """The definition of RFC 9162, as it stands there."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(tree(leaves[:split]), tree(leaves[split:]))


@given(ENTRIES, PLACE)
def test_growing_in_steps_gives_the_tree_of_the_definition(entries: list[bytes], place: int) -> None:
    leaves, frontier = leaves_of(entries), Frontier()
    cut = place % (len(leaves) + 1)
    frontier.extend(leaves[:cut])
    kept = Frontier.unpack(frontier.size, frontier.pack())
    kept.extend(leaves[cut:])
    assert kept.root() == tree(leaves)
    assert kept.size == len(leaves)


@given(ENTRIES, PLACE, st.binary(max_size=8))
def test_edited_entry_changes_the_root_and_fails_its_proof(entries: list[bytes], place: int, other: bytes) -> None:
    index = place % len(entries)
    assume(entries[index] != other)
    leaves = leaves_of(entries)
    root, size = root_of(leaves), len(leaves)
    path = inclusion_proof(index, size, lambda start, end: root_of(leaves[start:end]))
    assert not proves_inclusion(leaf=leaf_hash(other), index=index, size=size, path=path, root=root)
    assert root_of([*leaves[:index], leaf_hash(other), *leaves[index + 1 :]]) != root


@given(ENTRIES, PLACE)
def test_deleted_entry_changes_the_root(entries: list[bytes], place: int) -> None:
    leaves = leaves_of(entries)
    index = place % len(leaves)
    assert root_of(leaves[:index] + leaves[index + 1 :]) != root_of(leaves)


@given(ENTRIES, PLACE, st.binary(max_size=8))
def test_inserted_entry_changes_the_root(entries: list[bytes], place: int, other: bytes) -> None:
    leaves = leaves_of(entries)
    index = place % (len(leaves) + 1)
    assert root_of([*leaves[:index], leaf_hash(other), *leaves[index:]]) != root_of(leaves)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_reordered_entries_change_the_root(entries: list[bytes], chance: object) -> None:
    leaves = leaves_of(entries)
    shuffled = list(leaves)
    chance.shuffle(shuffled)
    assert (root_of(shuffled) == root_of(leaves)) == (shuffled == leaves)


@given(ENTRIES, PLACE)
def test_truncated_log_changes_the_root(entries: list[bytes], place: int) -> None:
    leaves = leaves_of(entries)
    assert root_of(leaves[: place % len(leaves)]) != root_of(leaves)


@given(ENTRIES, PLACE, PLACE, st.binary(max_size=8))
def test_rewritten_past_fails_the_consistency_proof(entries: list[bytes], cut: int, place: int, other: bytes) -> None:
    old = cut % len(entries) + 1
    index = place % old
    assume(entries[index] != other)
    before = leaves_of(entries)
    after = [*before[:index], leaf_hash(other), *before[index + 1 :]]
    path = consistency_proof(old, len(after), lambda start, end: root_of(after[start:end]))
    roots = {"old_root": root_of(before[:old]), "new_root": root_of(after)}
    assert not proves_consistency(old=old, new=len(after), path=path, **roots)


@given(ENTRIES, PLACE)
def test_grown_log_is_consistent_with_what_it_was(entries: list[bytes], cut: int) -> None:
    leaves, old = leaves_of(entries), cut % len(entries) + 1
    path = consistency_proof(old, len(leaves), lambda start, end: root_of(leaves[start:end]))
    roots = {"old_root": root_of(leaves[:old]), "new_root": root_of(leaves)}
    assert proves_consistency(old=old, new=len(leaves), path=path, **roots)
    assert not proves_consistency(old=old, new=len(leaves), path=[*path, leaves[0]], **roots)


@given(ENTRIES, PLACE, PLACE)
def test_proof_of_one_place_is_no_proof_of_another(entries: list[bytes], one: int, other: int) -> None:
    leaves = leaves_of(entries)
    index, elsewhere, size = one % len(leaves), other % len(leaves), len(leaves)
    assume(leaves[index] != leaves[elsewhere])
    path = inclusion_proof(index, size, lambda start, end: root_of(leaves[start:end]))
    proof = {"leaf": leaves[index], "size": size, "path": path, "root": root_of(leaves)}
    assert proves_inclusion(index=index, **proof)
    assert not proves_inclusion(index=elsewhere, **proof)
