"""Shares, their limits and days, out of what is shown alone."""

from __future__ import annotations

from tests.builders.publications import period

from accord.assurance.publications.figures import HELD_BACK, Exact, Place, controlled
from accord.assurance.publications.lines import Line, lines, say_days, say_share
from accord.assurance.publications.releases import Release

M02, MEDIAN, NINETIETH = Place("M02"), Place("M16"), Place("M16.p90")


def share(numerator: int, denominator: int) -> str:
    return say_share(controlled(M02, Exact(numerator, denominator, 0)))[0]


def days(place: Place, denominator: int) -> str:
    return say_days(place, controlled(place, Exact(12, denominator, 0)), 12)


def only(place: Place, exact: Exact) -> Line:
    return next(lines(Release(period(), {place: controlled(place, exact)}), {place: exact}))


def test_share_is_worked_out_from_rounded_counts() -> None:
    assert share(12, 18) == "50"
    assert share(8, 12) == "100"


def test_share_of_a_hidden_count_is_hidden() -> None:
    assert share(3, 40) == share(3, 5) == "*"


def test_share_of_nobody_is_empty_and_of_none_is_nought() -> None:
    assert (share(0, 0), share(0, 40)) == ("", "0")


def test_one_decimal_is_shown_from_four_thousand() -> None:
    assert share(1_000, 3_995) == "25"
    assert share(1_000, 3_998) == "25.0"


def test_limits_are_those_of_the_rounded_counts() -> None:
    rounded, exact = controlled(M02, Exact(50, 100, 0)), controlled(M02, Exact(52, 98, 0))
    assert say_share(rounded) == say_share(exact) == ("50", "40", "60")


def test_figure_held_back_shows_nothing() -> None:
    assert say_share(HELD_BACK) == ("held back", "held back", "held back")


def test_median_is_shown_from_eight() -> None:
    assert (days(MEDIAN, 0), days(MEDIAN, 7), days(MEDIAN, 8)) == ("", "*", "12")


def test_percentile_is_shown_where_eight_lie_beyond_it() -> None:
    assert (days(NINETIETH, 8), days(NINETIETH, 75), days(NINETIETH, 80)) == ("*", "*", "12")


def test_quantile_has_no_limits() -> None:
    told = only(MEDIAN, Exact(12, 40, 3))
    assert (told.numerator, told.denominator, told.not_recorded, told.days) == ("", "40", "*", "12")
    assert told.percent == told.lower == told.upper == ""


def test_counts_are_read_back_from_a_line() -> None:
    counts = controlled(M02, Exact(12, 40, 3))
    assert only(M02, Exact(12, 40, 3)).counts == counts
