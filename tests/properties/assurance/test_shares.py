"""Funnels of shares: chance alone seldom stands out, differing units widen the funnel, more cases stand out more."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.assurance.statistics.shares import share_funnel

UNITS = 400


@pytest.mark.parametrize(("decisions", "share"), [(10, 0.05), (30, 0.12), (8, 0.3), (200, 0.05)])
def test_by_chance_alone_one_in_twenty_or_fewer_have_a_p_below_a_twentieth(decisions: int, share: float) -> None:
    source = np.random.default_rng(11)
    totals = source.poisson(decisions, (10, UNITS)) + 3
    below = [share_funnel(source.binomial(each, share), each, each * share).p_upper < 0.05 for each in totals]
    assert np.mean(below) < 0.05


@pytest.mark.parametrize("decisions", [30, 200])
def test_units_that_differ_by_themselves_are_allowed_for(decisions: int) -> None:
    source = np.random.default_rng(12)
    totals = np.full(UNITS, decisions)
    own = source.beta(3, 27, (10, UNITS))
    found = [share_funnel(source.binomial(totals, each), totals, totals * 0.1) for each in own]
    assert np.mean([each.p_upper < 0.05 for each in found]) < 0.06
    assert np.mean([4 * each.dispersion.tau2 for each in found]) == pytest.approx(1 / 31, rel=0.6)


@given(st.integers(0, 19), st.floats(0.1, 10))
def test_one_more_case_is_never_less_unusual(count: int, expected: float) -> None:
    few, many = (share_funnel([each], [20], [expected]).p_upper[0] for each in (count, count + 1))
    assert many <= few


def test_unit_without_decisions_has_nothing_unusual() -> None:
    found = share_funnel([0, 3], [0, 5], [0, 0])
    assert found.p_upper[0] == 1
    assert found.p_upper[1] < 0.05
