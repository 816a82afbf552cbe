"""Texts are searched only for the patterns that could find something in them, and what is found is the same."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain import contexts
from accord.domain.clinical_terms import CLINICAL, REFUSALS
from accord.domain.ground_terms import GROUNDS
from accord.domain.phrases import Vocabulary, normalise
from accord.domain.rationales import EXCEPTIONS, INCONVENIENCE, LIMITS

VOCABULARIES = (GROUNDS, CLINICAL, REFUSALS, LIMITS, EXCEPTIONS, INCONVENIENCE)
PATTERNS = [pattern for each in VOCABULARIES for pattern in each.values()]
PASSING = contexts.PASSING
BETWEEN = st.sampled_from((" ", ", ", " in ", "'", " no ", "-", " at the ", ""))
LETTERS = st.characters(codec="ascii")


@st.composite
def said(draw: st.DrawFn) -> str:
    """Return what patterns find, with letters taken away, between words of other texts."""
    found = draw(st.lists(st.sampled_from([*PATTERNS, *PASSING]).flatmap(_found), min_size=1, max_size=4))
    return normalise("".join(draw(BETWEEN) + each + draw(BETWEEN) for each in found))


def _found(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, alphabet=LETTERS)


def every(vocabulary: Vocabulary, text: str) -> set[tuple[str, int, int]]:
    return {(code, hit.start(), hit.end()) for code, each in vocabulary.items() for hit in each.finditer(text)}


def left(patterns: list[re.Pattern[str]], text: str) -> str:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return text


@given(said())
@settings(max_examples=150, deadline=None)
def test_what_is_found_is_what_every_pattern_finds(text: str) -> None:
    for each in VOCABULARIES:
        assert {(code, hit.start(), hit.end()) for code, hit in each.found_in(text)} == every(each, text)


@given(said())
@settings(max_examples=100, deadline=None)
def test_what_is_left_out_is_what_every_pattern_takes_out(text: str) -> None:
    assert GROUNDS.leave_out(text) == left(list(GROUNDS.values()), text)
    assert contexts.without_passing(text) == left(list(PASSING), text)
