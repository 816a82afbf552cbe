"""The first sieve keeps every text in which a group is found, whatever its words and its slips."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.ground_terms import GROUNDS, MAY_NAME
from accord.domain.group_reasons import GROUPS, judge_text

SIEVE = re.compile(MAY_NAME)
PHRASES = st.sampled_from(sorted(GROUPS)).flatmap(lambda code: st.from_regex(GROUNDS[code], alphabet=st.characters()))


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """Return a phrase of the vocabulary with one letter left out, or two swapped."""
    phrase = draw(PHRASES)
    place = draw(st.integers(0, max(0, len(phrase) - 2)))
    swapped = phrase[:place] + phrase[place + 1 : place + 2] + phrase[place : place + 1] + phrase[place + 2 :]
    return draw(st.sampled_from((phrase, phrase[:place] + phrase[place + 1 :], swapped)))


@given(slipped())
@settings(max_examples=300, deadline=None)
def test_sieve_keeps_every_text_that_names_a_group(text: str) -> None:
    assert SIEVE.search(text.lower()) or not judge_text(text).groups
