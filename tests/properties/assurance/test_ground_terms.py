"""The first sieve keeps every text in which a group is found, whatever its words and its slips."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accord.domain.causes import NEVER_A_REASON
from accord.domain.ground_terms import GROUNDS, MAY_NAME, MAY_NAME_NEVER
from accord.domain.group_reasons import GROUPS, Resting, judge_text
from accord.domain.rationales import may_rest_on_a_group

SIEVE, FINER_SIEVE = re.compile(MAY_NAME), re.compile(MAY_NAME_NEVER)
PHRASES = st.sampled_from(sorted(GROUPS)).flatmap(lambda code: st.from_regex(GROUNDS[code], alphabet=st.characters()))


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """Return a phrase of the vocabulary with one letter left out, or two swapped."""
    phrase = draw(PHRASES)
    place = draw(st.integers(0, max(0, len(phrase) - 2)))
    swapped = phrase[:place] + phrase[place + 1 : place + 2] + phrase[place : place + 1] + phrase[place + 2 :]
    return draw(st.sampled_from((phrase, phrase[:place] + phrase[place + 1 :], swapped)))


@example("isabled")
@example("permanent reident")
@given(slipped())
@settings(max_examples=80, deadline=None)
def test_sieve_keeps_every_text_that_names_a_group(text: str) -> None:
    reading = judge_text(text)
    assert SIEVE.search(text.lower()) or not reading.groups
    assert FINER_SIEVE.search(text.lower()) or not reading.groups & NEVER_A_REASON
    assert may_rest_on_a_group(text) or reading.resting is not Resting.RESTS_ON


NEVER_NAMED = (
    *("learning disability", "learning difficulties", "intellectual disability", "autism", "autistic", "asperger's"),
    *("down's syndrome", "trisomy 21", "developmental delay", "mental handicap", "fragile x", "rett's syndrome"),
)


@pytest.mark.parametrize("phrase", NEVER_NAMED)
def test_every_slip_of_one_letter_is_kept(phrase: str) -> None:
    left_out = {phrase[:place] + phrase[place + 1 :] for place in range(len(phrase))}
    swapped = {
        phrase[:place] + phrase[place + 1] + phrase[place] + phrase[place + 2 :] for place in range(len(phrase) - 1)
    }
    named = {text for text in left_out | swapped if judge_text(text).groups & NEVER_A_REASON}
    assert {text for text in named if not (SIEVE.search(text) and FINER_SIEVE.search(text))} == set()
