"""How alike texts are, and which are nearly the same.

Likeness is the share of their five-letter pieces (shingles) that two texts have in common (Jaccard). Among few texts
every pair is compared; among many, MinHash signatures with banding (Broder 1997; Indyk and Motwani 1998) choose the
pairs that are compared. A pair counts only when its exact likeness is enough, so that banding can miss, and never adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

LENGTH = 5
ALIKE = 0.6
"""Texts at least this alike are nearly the same."""
ROWS, BANDS = 4, 32
"""128 hashes: a pair that is 0.6 alike is compared with a chance of 0.99, one that is 0.2 alike with 0.05."""
FEW = 2_000
"""Up to so many texts every pair of a block is compared."""
_NEIGHBOURS = 3
"""In a bucket, each text is compared with so many before it, and with the bucket's first."""
_AT_ONCE = 1_000
_SLACK = 0.15
"""Three and a half standard errors of a likeness estimated from 128 hashes."""

Pairs = npt.NDArray[np.int64]


@lru_cache(maxsize=100_000)
def shingles(text: str) -> frozenset[str]:
    """Return the pieces of five letters that a text holds."""
    return frozenset(text[start : start + LENGTH] for start in range(max(1, len(text) - LENGTH + 1)))


def jaccard(one: str, other: str) -> float:
    """Return the share of their shingles that two texts have in common."""
    ours, theirs = shingles(one), shingles(other)
    common = len(ours & theirs)
    return common / (len(ours) + len(theirs) - common)


def near_pairs(
    texts: Sequence[str],
    blocks: npt.NDArray[np.int64],
    *,
    seed: int,
    wholes: Sequence[str] | None = None,
    few: int = FEW,
) -> Iterator[tuple[int, int]]:
    """Yield pairs of one block that are nearly the same: enough of them to join all that banding finds alike.

    `wholes`: the texts of which these are parts; they must be as alike.
    """
    wholes = texts if wholes is None else wholes
    joined = Joins(len(texts))
    if len(texts) <= few:
        chosen = _every_pair(blocks)
    else:
        signed = signatures(texts, seed=seed)
        chosen = _banded_pairs(signed, blocks)
        alike = (signed[chosen[:, 0]] == signed[chosen[:, 1]]).mean(axis=1) >= ALIKE - _SLACK
        chosen = chosen[alike]
    for one, other in chosen.tolist():
        if joined.root(one) == joined.root(other):
            continue
        if jaccard(texts[one], texts[other]) >= ALIKE and jaccard(wholes[one], wholes[other]) >= ALIKE:
            joined.join(one, other)
            yield one, other


class Joins:
    """Which of so many things belong together (union-find)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, thing: int) -> int:
        """Return the thing that stands for all that this one belongs with."""
        while self._above[thing] != thing:
            self._above[thing] = self._above[self._above[thing]]
            thing = self._above[thing]
        return thing

    def join(self, one: int, other: int) -> None:
        """Say that two belong together; the lower stands for both."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low


def signatures(texts: Sequence[str], *, seed: int) -> npt.NDArray[np.uint32]:
    """Return 128 MinHashes of each text: the share on which two agree estimates how alike they are."""
    random = np.random.default_rng(seed)
    factors = random.integers(0, 2**63, ROWS * BANDS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    shifts = random.integers(0, 2**63, ROWS * BANDS, dtype=np.uint64)
    signed = np.empty((len(texts), ROWS * BANDS), np.uint32)
    for start in range(0, len(texts), _AT_ONCE):
        pieces, begins = _pieces(texts[start : start + _AT_ONCE])
        for column, (factor, shift) in enumerate(zip(factors, shifts, strict=True)):
            hashed = (pieces * factor + shift) >> np.uint64(32)
            signed[start : start + _AT_ONCE, column] = np.minimum.reduceat(hashed, begins)
    return signed


def _pieces(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Return the shingles of all texts as numbers (five bytes each), and where each text's begin."""
    padded = [text.encode("ascii", "replace").ljust(LENGTH) for text in texts]
    letters = np.frombuffer(b"".join(padded), np.uint8).astype(np.uint64)
    lengths = np.fromiter((len(each) for each in padded), np.int64, len(padded))
    numbers = np.zeros(len(letters) - LENGTH + 1, np.uint64)
    for place in range(LENGTH):
        numbers |= letters[place : len(numbers) + place] << np.uint64(8 * place)
    counts = lengths - LENGTH + 1
    begins = np.cumsum(counts) - counts
    first = np.cumsum(lengths) - lengths
    return numbers[np.repeat(first - begins, counts) + np.arange(counts.sum())], begins


def _every_pair(blocks: npt.NDArray[np.int64]) -> Pairs:
    order = np.argsort(blocks, kind="stable")
    edges = np.flatnonzero(np.diff(blocks[order])) + 1
    found = [
        np.stack([members[first] for first in np.triu_indices(len(members), 1)], axis=1)
        for members in np.split(order, edges)
        if len(members) > 1
    ]
    return np.concatenate(found) if found else np.empty((0, 2), np.int64)


def _banded_pairs(signed: npt.NDArray[np.uint32], blocks: npt.NDArray[np.int64]) -> Pairs:
    """Return pairs of one block that agree in some band: each with those before it, and with its bucket's first."""
    found = [np.empty((0, 2), np.int64)]
    for band in range(BANDS):
        key = blocks.astype(np.uint64)
        for column in range(band * ROWS, (band + 1) * ROWS):
            key = (key ^ signed[:, column]) * np.uint64(0x9E3779B97F4A7C15)
            key ^= key >> np.uint64(29)
        order = np.argsort(key, kind="stable")
        sorted_key = key[order]
        begins = np.flatnonzero(np.r_[True, sorted_key[1:] != sorted_key[:-1]])
        heads = np.repeat(order[begins], np.diff(np.r_[begins, len(order)]))
        found.append(np.stack([heads, order], axis=1))
        for step in range(1, _NEIGHBOURS + 1):
            same = sorted_key[step:] == sorted_key[:-step]
            found.append(np.stack([order[:-step][same], order[step:][same]], axis=1))
    pairs = np.sort(np.concatenate(found), axis=1)
    pairs = pairs[(pairs[:, 0] != pairs[:, 1]) & (blocks[pairs[:, 0]] == blocks[pairs[:, 1]])]
    return np.unique(pairs, axis=0)
