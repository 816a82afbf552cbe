"""Oracles of CUSUM in reference/statistics.md 4.3, and thresholds with the rate of false alarms that they state."""

import numpy as np
import pytest

from accord.assurance.statistics.cusums import (
    bernoulli_scores,
    cusum,
    draw_bernoulli,
    draw_poisson,
    find_threshold,
    first_at,
    poisson_scores,
    raised,
)

P0 = 0.0525


def test_weights_of_steiner() -> None:
    assert raised(P0, 2) == pytest.approx(0.0997625, abs=5e-8)
    event, none = bernoulli_scores([1, 0], P0)
    assert (event, none) == (pytest.approx(0.641979, abs=1e-6), pytest.approx(-0.051168, abs=1e-6))


def test_series_of_steiner() -> None:
    series = [0] * 10 + [1, 1, 0, 1, 0, 0, 1, 1, 0, 1]
    found = cusum(bernoulli_scores(series, P0))
    assert found[9] == 0
    assert found[-1] == pytest.approx(3.6472, abs=5e-5)


def test_series_of_poisson() -> None:
    scores = poisson_scores([3, 5, 4, 2, 6, 9, 10, 8, 4], 4)
    assert 3 - scores[0] == pytest.approx(5.77078, abs=5e-6)
    expected = [0, 0, 0, 0, 0.2292, 3.4584, 7.6877, 9.9169, 8.1461]
    assert cusum(scores) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    "draw", [draw_bernoulli(P0, length=120), draw_poisson(np.linspace(0.5, 2, 60), length=60)], ids=["yes/no", "counts"]
)
def test_threshold_keeps_its_rate_of_false_alarms(draw: object) -> None:
    threshold = find_threshold(draw, false_alarms=0.05, series=4_000, seed=1)
    assert threshold.false_alarms <= 0.05
    fresh = cusum(draw(np.random.default_rng(2), 4_000)).max(axis=1)
    assert (fresh >= threshold.value).mean() == pytest.approx(threshold.false_alarms, abs=0.012)


def test_rise_is_found_after_it_began() -> None:
    threshold = find_threshold(draw_poisson(2.0, length=52), false_alarms=0.02, series=2_000)
    series = cusum(poisson_scores([2] * 40 + [6] * 12, 2.0))
    at = first_at(series, threshold.value)
    assert at is not None
    assert 40 <= at <= 44
    assert threshold.tail(float(series.max())) == pytest.approx(1 / 2001)


def test_rate_that_so_few_series_cannot_show_is_refused() -> None:
    with pytest.raises(ValueError, match="from 1 / series"):
        find_threshold(draw_bernoulli(P0, length=5), false_alarms=0.0001, series=100)
