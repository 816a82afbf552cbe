"""Deputies: when an order stands, and what it never gives."""

from datetime import date

import pytest

from accord.domain.choices import Answer
from accord.domain.legal.deputies import Deputy

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("ordered", "expires", "answer"),
    [
        (date(2020, 1, 1), None, Answer.YES),
        (date(2020, 1, 1), TODAY, Answer.YES),
        (date(2020, 1, 1), date(2026, 11, 20), Answer.NO),
        (date(2026, 11, 22), None, Answer.NO),
        (None, None, Answer.UNKNOWN),
        (None, date(2020, 1, 1), Answer.NO),
    ],
)
def test_order_stands_between_its_dates(ordered: date | None, expires: date | None, answer: Answer) -> None:
    assert Deputy(name="Dana Poole", ordered_on=ordered, expires_on=expires).in_force(TODAY) is answer


@pytest.mark.parametrize("welfare", list(Answer))
def test_words_always_say_that_a_refusal_never_binds(welfare: Answer) -> None:
    words = Deputy(name="", welfare=welfare).role_words(TODAY)
    assert words.startswith("A deputy, ")
    assert words.endswith("A deputy's refusal of life-sustaining treatment never binds.")
