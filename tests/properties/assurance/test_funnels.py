"""What a funnel says of a unit: its own counts beside the target, whatever the others are called, wherever they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.assurance.statistics.funnels import Funnel, proportion_funnel, ratio_funnel
from accord.assurance.statistics.numbers import Floats

UNITS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=2, max_size=25).map(
    lambda pairs: (np.array([min(pair) for pair in pairs], float), np.array([max(pair) for pair in pairs], float))
)


def distance(funnel: Funnel, total: Floats) -> Floats:
    """Return z before over-dispersion: what the unit's own counts say beside the target."""
    error = 1 / (2 * np.sqrt(total))
    return np.asarray(funnel.z * np.sqrt(error**2 + funnel.dispersion.tau2) / error)


@given(UNITS, st.randoms(use_true_random=False))
def test_order_and_names_of_units_change_nothing(units: tuple[Floats, Floats], random: np.random.Generator) -> None:
    count, total = units
    order = list(range(len(count)))
    random.shuffle(order)
    for make in (proportion_funnel, ratio_funnel):
        one, other = make(count, total), make(count[order], total[order])
        assert other.z == pytest.approx(one.z[order], abs=1e-9, nan_ok=True)
        assert other.p_upper == pytest.approx(one.p_upper[order], abs=1e-9, nan_ok=True)


@given(UNITS, st.integers(1, 500), st.floats(0.05, 0.95))
def test_decisions_elsewhere_move_a_unit_by_the_target_alone(
    units: tuple[Floats, Floats], more: int, target: float
) -> None:
    count, total = units
    elsewhere = (np.append(count, more), np.append(total, more))
    before, after = (proportion_funnel(*each, target=target) for each in (units, elsewhere))
    assert distance(after, elsewhere[1])[:-1] == pytest.approx(distance(before, total), abs=1e-9)


@given(UNITS, st.integers(1, 500))
def test_more_decisions_elsewhere_never_put_a_unit_further_above_the_target(
    units: tuple[Floats, Floats], more: int
) -> None:
    count, total = units
    elsewhere = (np.append(count, more), np.append(total, more))
    before, after = proportion_funnel(*units), proportion_funnel(*elsewhere)
    assert np.all(distance(after, elsewhere[1])[:-1] <= distance(before, total) + 1e-9)
