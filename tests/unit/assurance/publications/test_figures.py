"""Counts as they may be shown (statistics.md 4.8, oracle D1)."""

from __future__ import annotations

import pytest

from accord.assurance.publications.families import adds_up_in_time, family, grows_in_time, is_never_no
from accord.assurance.publications.figures import NOTHING, Shown

D1 = {0: "0", 1: "*", 7: "*", 8: "10", 12: "10", 13: "15", 17: "15", 18: "20", 22: "20", 23: "25", 508: "510"}


@pytest.mark.parametrize(("count", "text"), D1.items())
def test_count_is_shown_as_the_rule_says(count: int, text: str) -> None:
    assert Shown.of(count).text == text


def test_what_is_shown_says_between_what_the_count_lies_and_no_more() -> None:
    for count in range(600):
        shown = Shown.of(count)
        alike = [other for other in range(600 + 5) if Shown.of(other) == shown]
        assert (shown.least, shown.most) == (min(alike), max(alike))


def test_count_that_is_held_back_may_be_any() -> None:
    assert (NOTHING.least, NOTHING.most) == (0, None)


def test_decisions_of_two_periods_add_up_where_no_census_is_asked() -> None:
    assert [each for each in ("M01", "M02", "M16", "M18", "M20") if adds_up_in_time(each)] == [
        "M01", "M02", "M16", "M18", "M20",
    ]  # fmt: skip
    assert not any(adds_up_in_time(each) for each in ("M03", "M04", "M05", "M10", "M11", "M12", "M17"))


def test_longer_period_holds_the_people_of_a_shorter_one() -> None:
    assert grows_in_time("M05")
    assert not grows_in_time("M04")


def test_measures_asked_of_the_same_rows_are_a_family() -> None:
    assert family("M02") == family("M19") == family("M23.sex")
    assert family("M02") != family("M14")


def test_measure_of_being_recorded_is_never_no() -> None:
    assert is_never_no("M07")
    assert not is_never_no("M02")
