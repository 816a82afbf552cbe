"""More after a named date than before it, exactly."""

import math

import pytest

from accord.assurance.statistics.steps import proportion_step, step_at, step_of_rates


def test_step_up_by_hand() -> None:
    step = step_of_rates(1, 10, 5, 10)
    assert (step.ratio, step.p_upper) == (5, pytest.approx(7 / 64))
    assert step.lower < 1 < step.ratio < step.upper
    assert step.p_lower == pytest.approx(63 / 64)


def test_none_before_leaves_the_ratio_open_above() -> None:
    step = step_of_rates(0, 30, 4, 10)
    assert (step.ratio, step.upper) == (math.inf, math.inf)
    assert step.p_upper == pytest.approx(0.25**4)


def test_days_and_exposures_are_split_at_the_named_day() -> None:
    step = step_at([100, 104, 105, 105, 109], [2.0] * 10, first=100, named=105)
    assert (step.before, step.after) == (2 / 10, 3 / 10)


def test_event_on_a_day_without_exposure_is_refused() -> None:
    with pytest.raises(ValueError, match="days from"):
        step_at([99], [1.0], first=100, named=100)


def test_named_day_before_everything_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 0"):
        step_at([100], [1.0, 1.0], first=100, named=100)


def test_step_of_proportions_has_both_tails() -> None:
    upper, lower = proportion_step(0, 3, 3, 3)
    assert (upper, lower) == (pytest.approx(1 / 20), 1)
