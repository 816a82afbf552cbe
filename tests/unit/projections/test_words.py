"""How single values are said."""

from datetime import UTC, date, datetime

import pytest

from accord.domain.authority import Grade, Register
from accord.domain.choices import Answer
from accord.domain.moments import Moment
from accord.domain.plan.clinical import Basis, IcdState, Prognosis
from accord.domain.plan.keeping import Recipient
from accord.domain.plan.wishes import Place
from accord.projections.words import is_unanswered, join_sentences, say, say_clock, say_deadline, say_list


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "Not recorded"),
        ("", "Not recorded"),
        (Answer.UNKNOWN, "Not recorded"),
        (Place.NOT_DISCUSSED, "Not discussed yet"),
        (Answer.NO, "No"),
        (Grade.JUNIOR_DOCTOR, "Resident doctor"),
        (Register.GMC, "GMC"),
        (Moment(date(2026, 3, 1)), "1 March 2026"),
        (datetime(2026, 7, 1, 11, 0, tzinfo=UTC), "1 July 2026 at midday"),
        (date(2026, 3, 1), "1 March 2026"),
        (True, "Yes"),
        (frozenset({Recipient.GP, Recipient.PERSON}), "The person; GP practice"),
        (("Ann", "Tom"), "Ann; Tom"),
        (6, "6"),
    ],
)
def test_value_is_said(value: object, words: str) -> None:
    assert say(value) == words


@pytest.mark.parametrize("value", [Answer.UNKNOWN, Basis.UNKNOWN, IcdState.UNKNOWN, Prognosis.NOT_RECORDED, (), None])
def test_value_that_nobody_gave_is_unanswered(value: object) -> None:
    assert is_unanswered(value)


@pytest.mark.parametrize("value", [Answer.NO, 0, "no", Place.DECLINED, Place.NO_PREFERENCE, "unknown"])
def test_value_that_somebody_gave_is_an_answer(value: object) -> None:
    assert not is_unanswered(value)


@pytest.mark.parametrize(("hour", "words"), [(0, "midnight"), (12, "midday"), (15, "3:00pm"), (9, "9:00am")])
def test_clock_is_said_so_that_nobody_mistakes_it(hour: int, words: str) -> None:
    assert say_clock(datetime(2026, 1, 5, hour, tzinfo=UTC)) == words


def test_lists_and_sentences_read_as_english() -> None:
    assert say_list(["a", "b", "c"]) == "a, b and c"
    assert join_sentences("One", "", "Two?") == "One. Two?"


def test_deadline_at_midnight_is_the_end_of_the_day_before() -> None:
    assert say_deadline(datetime(2026, 11, 24, tzinfo=UTC)) == "the end of 23 November 2026"
    assert say_deadline(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == "the end of 1 July 2026"
    assert say_deadline(datetime(2026, 11, 24, 9, 30, tzinfo=UTC)) == "24 November 2026 at 9:30am"
