"""Proofs that an entry is in a tree, and that one tree begins with another (RFC 9162, sections 2.1.3 and 2.1.4).

Each is made from the hashes of a few subtrees: whoever asks says how the hash of the leaves from one position up to
another is found, so that a tree of any size can lie wherever it lies. Each is checked without the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from accord.domain.transparency.trees import node_hash

HashOf = Callable[[int, int], bytes]
"""Gives the root of the tree over the leaves from one position up to (and without) another."""
Span = tuple[int, int]


def inclusion_proof(index: int, size: int, hash_of: HashOf) -> list[bytes]:
    """Return the audit path of the leaf at `index` in the tree of `size` leaves: PATH(m, D_n), section 2.1.3.1."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    return [hash_of(*span) for span in _path(index, 0, size)]


def consistency_proof(old: int, new: int, hash_of: HashOf) -> list[bytes]:
    """Return the proof that the tree of `new` leaves begins with that of `old`: PROOF(m, D_n), section 2.1.4.1."""
    if not 0 < old <= new:
        raise ValueError(f"a tree of {new} leaves does not begin with one of {old}")
    return [hash_of(*span) for span in _subproof(old, 0, new, is_known=True)]


def proves_inclusion(*, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Return whether `path` leads from the leaf hash at `index` to `root` (section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for node in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = node_hash(node, found)
            while place and not place % 2:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, node)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def proves_consistency(*, old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Return whether `path` shows that the tree with `new_root` begins with that of `old_root` (section 2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    nodes = [old_root, *path] if old.bit_count() == 1 else list(path)
    if not nodes:
        return False
    place, last = old - 1, new - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    return _folds(nodes, place, last, old_root, new_root)


def _folds(nodes: Sequence[bytes], place: int, last: int, old_root: bytes, new_root: bytes) -> bool:
    before = after = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            before, after = node_hash(node, before), node_hash(node, after)
            while place and not place % 2:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, node)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _path(index: int, start: int, end: int) -> Iterator[Span]:
    """Yield the spans beside the way to a leaf, from the smallest to the largest."""
    if end - start == 1:
        return
    middle = start + _split(end - start)
    if index < middle:
        yield from _path(index, start, middle)
        yield middle, end
    else:
        yield from _path(index, middle, end)
        yield start, middle


def _subproof(old: int, start: int, end: int, *, is_known: bool) -> Iterator[Span]:
    """Yield the spans that build both trees; the whole old tree is left out while whoever asks knows it."""
    if old == end:
        if not is_known:
            yield start, end
        return
    middle = start + _split(end - start)
    if old <= middle:
        yield from _subproof(old, start, middle, is_known=is_known)
        yield middle, end
    else:
        yield from _subproof(old, middle, end, is_known=False)
        yield start, middle


def _split(count: int) -> int:
    """Return the largest power of two that is smaller than `count`."""
    return 1 << (count - 1).bit_length() - 1
