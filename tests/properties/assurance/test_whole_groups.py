"""Whole groups: high prevalence alone says nothing, odds elsewhere only ever excuse, and chance keeps to its level."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.assurance.statistics.whole_groups import group_upper, odds_elsewhere


@given(st.integers(3, 12), st.integers(0, 12), st.integers(1, 12), st.floats(1, 20))
def test_odds_elsewhere_never_make_a_group_more_unusual(group: int, more: int, others: int, odds: float) -> None:
    having, everyone = group + min(more, others), group + others
    plain, excused = (group_upper([group], [group], [having], [everyone], [each])[0] for each in (1.0, odds))
    assert 0 <= plain <= excused + 1e-9
    assert excused <= 1


def test_nursing_home_where_nearly_everybody_has_one_says_nothing_of_a_group() -> None:
    assert group_upper([10], [10], [28], [30], [1.0])[0] > 0.4


def test_odds_come_from_the_other_places_alone() -> None:
    odds = odds_elsewhere([5, 5, 10], [10, 10, 10], [10, 10, 10], [20, 20, 20])
    assert odds[2] == pytest.approx(1)
    assert odds[0] == pytest.approx(5)


def test_chance_of_a_group_keeps_to_its_level_where_all_are_alike() -> None:
    source = np.random.default_rng(3)
    having = source.hypergeometric(12, 18, 8, 4000)
    p = group_upper(having, 8, 12, 30, 1.0)
    assert np.mean(p < 0.05) < 0.05
