"""A group beside the others, stratum by stratum."""

import math

import numpy as np
import pytest

from accord.assurance.statistics.stratified import expected_within, mantel_haenszel, stratified_upper
from accord.assurance.statistics.tails import hypergeometric_upper


def test_one_stratum_is_fishers_test() -> None:
    for having in range(2, 9):
        assert stratified_upper([having], [10], [12], [20]) == pytest.approx(
            float(hypergeometric_upper(having, 10, 12, 20))
        )


def test_sum_of_two_strata_by_hand() -> None:
    # Each: one of two, of whom one has it; both of the group's have it in one of four ways.
    assert stratified_upper([1, 1], [1, 1], [1, 1], [2, 2]) == pytest.approx(1 / 4)
    assert stratified_upper([1, 0], [1, 1], [1, 1], [2, 2]) == pytest.approx(3 / 4)


def test_what_differs_between_strata_alone_is_no_difference() -> None:
    # The group is mostly in the stratum where most have it: higher together, the same within (Simpson).
    having, group, all_having, everyone = [72, 2], [90, 10], [80, 20], [100, 100]
    assert mantel_haenszel(having, group, all_having, everyone) == pytest.approx(1)
    assert expected_within(group, all_having, everyone) == pytest.approx(74)
    assert stratified_upper(having, group, all_having, everyone) > 0.4


def test_odds_ratio_of_one_stratum() -> None:
    assert mantel_haenszel([8], [10], [12], [20]) == pytest.approx((8 * 6) / (2 * 4))
    assert mantel_haenszel([2], [2], [2], [4]) == math.inf
    assert math.isnan(mantel_haenszel([0], [0], [0], [0]))


def test_many_strata_stay_exact_far_out() -> None:
    strata = np.full(400, 5)
    found = stratified_upper(np.full(400, 3), strata, strata, strata * 2)
    assert 0 < found < 1e-6


def test_more_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="was given"):
        stratified_upper([3], [3], [2], [5])
