"""How typed words stand inside a sentence."""

import pytest

from accord.domain.sentences import within_sentence


@pytest.mark.parametrize("words", ["Feeding by tube", "A drip", "Pain or breathlessness", "For a broken bone"])
def test_first_letter_is_small_within_a_sentence(words: str) -> None:
    assert within_sentence(words) == words[0].lower() + words[1:]


@pytest.mark.parametrize(
    "words",
    ["CPR", "IV fluids", "ICU", "NIV", "BiPAP", "B12", "I want it", "Dr Moss agrees", "Parkinson's medicines", "", " "],
)
def test_abbreviation_or_name_keeps_its_capital_within_a_sentence(words: str) -> None:
    assert within_sentence(words) == words
