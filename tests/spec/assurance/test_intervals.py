"""Intervals and tails against values that are published or can be written out by hand."""

import numpy as np
import pytest

from accord.assurance.statistics.intervals import binomial_limits, byar, poisson_limits, share_difference, wilson
from accord.assurance.statistics.tails import (
    binomial_upper,
    hypergeometric_lower,
    hypergeometric_upper,
    poisson_upper,
    proportions_upper,
    rates_upper,
)


def test_wilson_of_newcombe() -> None:
    # Newcombe 1998, Stat Med 17:857, table I, method 3.
    found = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert found.lower == pytest.approx([0.2553, 0.0624, 0, 0.0061], abs=5e-5)
    assert found.upper == pytest.approx([0.3662, 0.1605, 0.1611, 0.1718], abs=5e-5)


def test_difference_of_shares_of_newcombe() -> None:
    # Newcombe 1998, Stat Med 17:873, table II, method 10: 56/70 − 48/80, 9/10 − 3/10, 10/10 − 0/20.
    found = share_difference([56, 9, 10], [70, 10, 10], [48, 3, 0], [80, 10, 20])
    assert found.lower == pytest.approx([0.0524, 0.1705, 0.6791], abs=5e-5)
    assert found.upper == pytest.approx([0.3339, 0.8090, 1.0], abs=5e-5)


def test_wilson_of_nobody_and_of_everybody() -> None:
    assert float(wilson(0, 10).lower) == 0
    assert float(wilson(10, 10).upper) == 1
    assert np.isnan(wilson(0, 0).upper)


def test_exact_binomial_of_newcombe() -> None:
    # The same, method 5.
    found = binomial_limits([81, 15, 0, 1], [263, 148, 20, 29])
    assert found.lower == pytest.approx([0.2527, 0.0578, 0, 0.0009], abs=5e-5)
    assert found.upper == pytest.approx([0.3676, 0.1617, 0.1684, 0.1776], abs=5e-5)


def test_exact_poisson_of_none_and_of_ten() -> None:
    found = poisson_limits([0, 10])
    assert found.lower == pytest.approx([0, 4.7954], abs=5e-5)
    assert found.upper == pytest.approx([3.6889, 18.3904], abs=5e-5)


def test_byar_comes_near_the_exact_limits() -> None:
    counted = [10, 20, 100]
    assert byar(counted).lower == pytest.approx(poisson_limits(counted).lower, abs=0.03)
    assert byar(counted).upper == pytest.approx(poisson_limits(counted).upper, abs=0.03)
    assert float(byar(0).lower) == 0


@pytest.mark.parametrize(("observed", "tail"), [(5, 1.58e-5), (12, 8.4e-16)])
def test_burst_on_a_day_of_the_reference(observed: int, tail: float) -> None:
    assert float(poisson_upper(observed, 0.3)) == pytest.approx(tail, rel=0.01)


def test_tail_between_units_that_differ_is_longer() -> None:
    assert float(poisson_upper(12, 4, variance=0.3)) > 10 * float(poisson_upper(12, 4))
    assert float(binomial_upper(9, 10, 0.3, correlation=0.2)) > 10 * float(binomial_upper(9, 10, 0.3))


def test_all_of_a_group_by_hand() -> None:
    # 5 of 5 where 8 of 20 have it: 8·7·6·5·4 / (20·19·18·17·16).
    assert float(hypergeometric_upper(5, 5, 8, 20)) == pytest.approx(6720 / 1860480)
    assert float(hypergeometric_lower(4, 5, 8, 20)) == pytest.approx(1 - 6720 / 1860480)


def test_two_rates_and_two_proportions_by_hand() -> None:
    assert float(rates_upper(3, 1, 0, 1)) == pytest.approx(1 / 8)
    assert float(proportions_upper(3, 3, 0, 3)) == pytest.approx(1 / 20)


@pytest.mark.parametrize("broken", [lambda: wilson(3, 2), lambda: poisson_limits(-1), lambda: wilson(1, 2, level=95)])
def test_numbers_that_cannot_be_are_refused(broken: object) -> None:
    with pytest.raises(ValueError, match="given"):
        broken()
