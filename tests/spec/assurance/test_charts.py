"""Oracles X1 and X2 of reference/statistics.md, the order of the rules, and g-charts."""

import numpy as np
import pytest
from scipy import stats

from accord.assurance.statistics.charts import PointRule, shifts, trends, two_of_three, xmr
from accord.assurance.statistics.gaps import g_chart, gaps_of, short_gaps

X1 = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


@pytest.mark.parametrize(("screen", "upper", "lower"), [(True, 4.60, -0.72), (False, 6.95, -3.06)])
def test_limits_x1(screen: bool, upper: float, lower: float) -> None:
    chart = xmr(X1, screen=screen)
    assert (round(chart.mean, 2), round(chart.upper, 2), round(chart.lower, 2)) == (1.94, upper, lower)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5, 6, 7], [0] * 6 + [1]),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0] * 7 + [1, 0]),
        ([7, 6, 5, 4, 3, 2, 1], [0] * 6 + [-1]),
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([], []),
    ],
)
def test_trend_x2(values: list[float], expected: list[int]) -> None:
    assert list(trends(values)) == expected


def test_shift_x2() -> None:
    assert list(shifts([1] * 8 + [-1])) == [0] * 6 + [1, 1, 0]
    assert list(shifts([-1] * 8 + [1])) == [0] * 6 + [-1, -1, 0]
    assert list(shifts([0] * 9)) == [0] * 9


@pytest.mark.parametrize("near", [[1, 0, 1], [0, 1, 1], [1, 1, 0]])
def test_two_of_three_on_one_side(near: list[int]) -> None:
    assert list(two_of_three(near, [1, 1, 1])) == [bool(each) for each in near]
    assert not any(two_of_three(near, [1, -1, 1]))


def test_point_that_two_rules_name_carries_the_first() -> None:
    chart = xmr([1, 2] * 6 + [2, 3, 4, 5, 6, 7, 30], learned_from=12)
    assert chart.rules[-1] is PointRule.OUTSIDE
    assert PointRule.TREND in chart.rules[12:-1]
    assert chart.sides[-1] == 1


def test_shift_and_two_of_three_stand_out() -> None:
    steady = [6, 4] * 8
    assert xmr([*steady, *[5.5] * 7], learned_from=16).rules[-7:] == (PointRule.SHIFT,) * 7
    # Limits at 10.32, two thirds at 8.55: the third point must be on the same side of the mean, which is 5.
    near = xmr([*steady, 9, 9, 4], learned_from=16).rules[-3:]
    assert near == (None, None, None)
    assert xmr([*steady, 9, 9, 5.5], learned_from=16).rules[-3:-1] == (PointRule.TWO_OF_THREE,) * 2


@pytest.mark.parametrize(("points", "is_trial"), [(11, True), (12, False)])
def test_fewer_than_twelve_points_make_trial_limits(points: int, is_trial: bool) -> None:
    assert xmr(range(points)).is_trial is is_trial


def test_series_without_moves_has_no_point_that_stands_out() -> None:
    assert set(xmr([0.1 + 0.2] * 20).rules) == {None}


@pytest.mark.parametrize("values", [[], [1, float("nan")]])
def test_series_that_is_none_is_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="numbers are accepted"):
        xmr(values)


def test_g_chart_learns_its_chance_and_limits() -> None:
    chart = g_chart([9, 11, 10, 8, 12])
    assert (chart.mean, chart.chance) == (10, pytest.approx(1 / 11))
    assert (chart.lower, chart.median) == (0, stats.geom.median(1 / 11) - 1)
    assert stats.geom.sf(chart.upper + 1, 1 / 11) <= 0.00135


def test_short_gaps_are_the_tail_of_their_sum() -> None:
    found = short_gaps([30, 0, 1, 0], chance=0.05, together=3)
    assert np.isnan(found[:2]).all()
    # Three successes within 1 failure: p³(1 + 3(1 − p)).
    assert found[3] == pytest.approx(0.05**3 * (1 + 3 * 0.95))


def test_gaps_between_days() -> None:
    assert list(gaps_of([14, 10, 10, 11])) == [0, 0, 2]
