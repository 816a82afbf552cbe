"""Small numbers: hidden, and rounded (worked example D1 of NHS England's disclosure control)."""

import pytest

from accord.domain.small_numbers import say_controlled


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0"), (1, "*"), (7, "*"), (8, "10"), (12, "10"), (13, "15"), (17, "15"), (18, "20"), (22, "20"), (23, "25")],
)
def test_count_is_shown_as_the_worked_example_says(count: int, shown: str) -> None:
    assert say_controlled(count) == shown


def test_large_count_is_rounded_too() -> None:
    assert say_controlled(508) == "510"
