"""Closed lists carry their words."""

import pytest

from accord.domain.choices import Answer
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.wishes import Place


def test_choice_is_equal_to_what_is_stored() -> None:
    assert CprRecommendation("not_for_cpr") is CprRecommendation.NOT_FOR_CPR == "not_for_cpr"


def test_choice_pairs_keep_the_order_of_declaration() -> None:
    assert Answer.pairs() == [("yes", "Yes"), ("no", "No"), ("unknown", "Not recorded")]


def test_choice_not_in_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        Answer("perhaps")


def test_choice_words_are_never_the_stored_code() -> None:
    assert all("_" not in place.words for place in Place)
