"""How things are said on a page."""

from datetime import UTC, date, datetime

import pytest

from accord.web import words

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_say_date_of_a_moment_is_the_day_in_london() -> None:
    assert words.say_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(3, 4, "3:04am"), (15, 0, "3:00pm"), (0, 0, "midnight"), (12, 0, "midday"), (0, 5, "12:05am")],
)
def test_say_datetime_in_winter(hour: int, minute: int, said: str) -> None:
    assert words.say_datetime(datetime(2026, 11, 21, hour, minute, tzinfo=UTC)) == f"21 November 2026 at {said}"


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (datetime(2026, 11, 21, 11, 59, 30, tzinfo=UTC), "just now"),
        (datetime(2026, 11, 21, 11, 50, tzinfo=UTC), "10 minutes ago"),
        (datetime(2026, 11, 21, 13, 0, tzinfo=UTC), "in 1 hour"),
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 20), "yesterday"),
        (date(2026, 11, 18), "3 days ago"),
        (date(2026, 12, 12), "in 3 weeks"),
        (date(2025, 11, 21), "12 months ago"),
        (date(2020, 11, 21), "6 years ago"),
    ],
)
def test_say_ago(then: date, said: str) -> None:
    assert words.say_ago(then, NOW) == said


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (datetime(2026, 11, 24, 0, tzinfo=UTC), "the end of 23 November 2026"),
        (datetime(2026, 7, 1, 23, tzinfo=UTC), "the end of 1 July 2026"),
        (datetime(2026, 11, 24, 9, 30, tzinfo=UTC), "24 November 2026 at 9:30am"),
        (None, ""),
    ],
)
def test_say_deadline_names_the_day_that_ends(due: datetime | None, said: str) -> None:
    assert words.say_deadline(due) == said


def test_say_age_before_the_birthday() -> None:
    assert words.say_age(date(1940, 11, 22), date(2026, 11, 21)) == "85 years old"


@pytest.mark.parametrize(("items", "said"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b and c")])
def test_say_list(items: list[str], said: str) -> None:
    assert words.say_list(items) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "Not recorded"), ("", "Not recorded"), (False, "No"), ("best_interests", "Best interests")],
)
def test_say_words_never_reads_absence_as_no(value: object, said: str) -> None:
    assert words.say_words(value) == said
