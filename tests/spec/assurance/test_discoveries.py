"""Oracles M1 and M2 of reference/statistics.md."""

import numpy as np
import pytest

from accord.assurance.statistics.discoveries import is_discovery, q_values

M1 = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1]  # fmt: skip


def test_four_of_fifteen_m1() -> None:
    assert is_discovery(M1).sum() == 4
    assert q_values(M1)[:5] == pytest.approx([0.0015, 0.003, 0.0095, 0.0356, 0.0603], abs=5e-5)


def test_three_of_seven_m2() -> None:
    assert list(is_discovery([0.50, 0.01, 0.001, 0.69, 0.02, 0.05, 0.0025])) == [0, 1, 1, 0, 1, 0, 1]


def test_what_was_not_tested_counts_for_nothing() -> None:
    found = q_values([np.nan, *M1, np.nan])
    assert np.isnan(found[[0, -1]]).all()
    assert found[1:-1] == pytest.approx(q_values(M1))


def test_nothing_tested_finds_nothing() -> None:
    assert len(q_values([])) == 0
    assert not is_discovery([np.nan]).any()
