"""Numbers and strata have the places that sorting them would give, though nothing is sorted."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from accord.assurance.statistics.numbers import numbered
from accord.assurance.statistics.standardisation import strata


@given(st.lists(st.integers(-10, 10**9), max_size=30))
def test_numbers_close_or_far_apart_have_the_places_that_a_sort_gives(codes: list[int]) -> None:
    different, places = numbered(np.array(codes, dtype=np.int64))
    assert (different.tolist(), places.tolist()) == (sorted(set(codes)), [sorted(set(codes)).index(x) for x in codes])


@given(st.lists(st.sampled_from(["ab", "c", "é"]), min_size=1), st.integers(1, 3))
def test_strata_are_numbered_in_the_order_of_their_words(words: list[str], bands: int) -> None:
    numbers = [place % bands for place in range(len(words))]
    pairs = list(zip(words, numbers, strict=True))
    assert strata({"word": words, "band": numbers}, suspected=()).codes.tolist() == [
        sorted(set(pairs)).index(pair) for pair in pairs
    ]
