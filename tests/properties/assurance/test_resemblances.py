"""Banding finds what comparing every pair finds."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.assurance.signals.resemblances import ALIKE, Joins, jaccard, near_pairs

SENTENCE = "heart failure of a severe kind with breathlessness at rest and swollen legs since spring"
WORDS = st.sampled_from(sorted({*SENTENCE.split()}))
TEXTS = st.lists(st.lists(WORDS, min_size=4, max_size=10).map(" ".join), min_size=2, max_size=30)

PLAINLY = 0.85
"""Banding misses a pair so alike with a chance below one in a thousand million."""


def _groups(size: int, pairs: list[tuple[int, int]]) -> list[int]:
    joined = Joins(size)
    for pair in pairs:
        joined.join(*pair)
    return [joined.root(each) for each in range(size)]


@given(TEXTS, st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_few_texts_are_grouped_as_by_every_pair(texts: list[str], blocks: int) -> None:
    block = np.arange(len(texts)) % blocks
    alike = [
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if block[one] == block[other] and jaccard(texts[one], texts[other]) >= ALIKE
    ]
    assert _groups(len(texts), list(near_pairs(texts, block, seed=1))) == _groups(len(texts), alike)


@given(TEXTS, st.integers(1, 3), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_banding_joins_what_is_plainly_alike_and_never_what_is_not(texts: list[str], blocks: int, seed: int) -> None:
    block = np.arange(len(texts)) % blocks
    pairs = list(near_pairs(texts, block, seed=seed, few=0))
    groups = _groups(len(texts), pairs)
    assert all(block[one] == block[other] and jaccard(texts[one], texts[other]) >= ALIKE for one, other in pairs)
    for one, other in combinations(range(len(texts)), 2):
        if block[one] == block[other] and jaccard(texts[one], texts[other]) >= PLAINLY:
            assert groups[one] == groups[other]
