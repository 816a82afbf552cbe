"""What holds of limits, tails and expectations whatever the numbers are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from accord.assurance.statistics.charts import xmr
from accord.assurance.statistics.cusums import cusum
from accord.assurance.statistics.discoveries import q_values
from accord.assurance.statistics.dispersions import Trim, disperse
from accord.assurance.statistics.funnels import Scale, proportion_funnel, ratio_funnel
from accord.assurance.statistics.intervals import binomial_limits, poisson_limits, wilson
from accord.assurance.statistics.standardisation import expect
from accord.assurance.statistics.tails import binomial_lower, binomial_upper, poisson_lower, poisson_upper

WHOLES = st.integers(0, 400)
SCORES = st.lists(st.floats(-5, 5), min_size=1, max_size=40)
PAIRS = st.lists(st.tuples(st.integers(0, 60), st.floats(0.1, 60)), min_size=1, max_size=40)


@given(st.integers(1, 400), st.data())
def test_interval_holds_its_proportion(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    for interval in (wilson(count, total), binomial_limits(count, total)):
        assert 0 <= interval.lower <= count / total <= interval.upper <= 1


@given(WHOLES)
def test_exact_poisson_limits_are_where_the_tails_are(count: int) -> None:
    limits = poisson_limits(count)
    assert poisson_lower(count, limits.upper) == pytest.approx(0.025, rel=1e-6)
    assert not count or poisson_upper(count, limits.lower) == pytest.approx(0.025, rel=1e-6)


@given(WHOLES, st.floats(0.01, 100), st.sampled_from([0.0, 0.01, 0.5]))
def test_both_tails_share_what_was_observed(count: int, expected: float, variance: float) -> None:
    both = poisson_upper(count, expected, variance=variance) + poisson_lower(count, expected, variance=variance)
    assert 1 <= both + 1e-9 <= 2 + 1e-8


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.99), st.sampled_from([0.0, 0.001, 0.4]))
def test_upper_tail_of_a_proportion_falls_as_more_are_seen(a: int, b: int, share: float, correlation: float) -> None:
    tails = binomial_upper([min(a, b), max(a, b)], 60, share, correlation=correlation)
    assert tails[0] + 1e-9 >= tails[1]
    lower = binomial_lower(a, 60, share, correlation=correlation)
    assert lower + binomial_upper(a, 60, share, correlation=correlation) >= 1 - 1e-9


@given(PAIRS, st.sampled_from(Scale))
def test_unit_with_none_is_never_raised(pairs: list[tuple[int, float]], scale: Scale) -> None:
    observed, expected = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    funnel = ratio_funnel(observed, expected, scale=scale)
    assert np.all(funnel.p_upper[observed == 0] == 1)
    assert np.all((funnel.p_upper >= 0) & (funnel.p_upper <= 1))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=30))
def test_proportions_give_tails_that_are_chances(pairs: list[tuple[int, int]]) -> None:
    funnel = proportion_funnel([min(pair) for pair in pairs], [max(pair) for pair in pairs])
    assert np.all((funnel.p_upper >= 0) & (funnel.p_upper <= 1))


@given(SCORES, st.sampled_from(Trim), st.floats(0, 0.4))
def test_trimming_never_adds_dispersion(scores: list[float], trim: Trim, share: float) -> None:
    z, s = np.array(scores), np.full(len(scores), 0.5)
    assert disperse(z, s, trim=trim, share=share).tau2 >= 0
    assert Trim.WINSORISE is not trim or len(z) < 2 or disperse(z, s, trim=trim).units == len(z)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 9)), min_size=1, max_size=60))
def test_expected_counts_sum_to_the_observed(cells: list[tuple[int, int, int]]) -> None:
    units, strata, events = zip(*cells, strict=True)
    assert expect(units, strata, events, np.ones(len(cells))).sum() == pytest.approx(sum(events))


@given(SCORES)
def test_cusum_is_the_one_with_a_loop(scores: list[float]) -> None:
    sums = [0.0]
    for score in scores:
        sums.append(max(0.0, sums[-1] + score))
    assert cusum(scores) == pytest.approx(sums[1:], abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_q_values_keep_the_order_and_are_no_smaller(p_values: list[float]) -> None:
    found = q_values(p_values)
    assert np.all(found >= np.array(p_values) - 1e-12)
    assert np.all(np.diff(found[np.argsort(p_values)]) >= -1e-12)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40), st.integers(-50, 50))
def test_chart_moves_with_its_series(values: list[int], by: int) -> None:
    chart, moved = xmr(values), xmr([value + by for value in values])
    assert moved.upper == pytest.approx(chart.upper + by)
    assert len(chart.rules) == len(values)


def test_funnel_by_chance_alone_raises_no_more_than_chance() -> None:
    rng = np.random.default_rng(3)
    expected = rng.gamma(2, 4, 20_000)
    tails = ratio_funnel(rng.poisson(expected), expected).p_upper
    assert stats.binomtest(int((tails < 0.001).sum()), 20_000, 0.001, alternative="greater").pvalue > 0.001
