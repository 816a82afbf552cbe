"""Oracles F1 and F4 of reference/statistics.md, and what a funnel must never do."""

import numpy as np
import pytest

from accord.assurance.statistics.dispersions import Trim, disperse
from accord.assurance.statistics.funnels import (
    Scale,
    exact_ratio_limits,
    proportion_funnel,
    proportion_limits,
    ratio_funnel,
    ratio_limits,
)
from accord.assurance.statistics.standardisation import standardise
from accord.assurance.statistics.tails import poisson_upper

EXPECTED = [15, 20, 30]


@pytest.mark.parametrize(
    ("level", "lower", "upper"),
    [
        (0.95, [0.5596924, 0.6108260, 0.6746958], [1.649348, 1.544419, 1.427562]),
        (0.998, [0.3862650, 0.4479107, 0.5289724], [2.082907, 1.902094, 1.702771]),
    ],
)
def test_exact_limits_of_a_ratio_f1(level: float, lower: list[float], upper: list[float]) -> None:
    limits = exact_ratio_limits(EXPECTED, level=level)
    assert limits.lower == pytest.approx(lower, abs=1e-7)
    assert limits.upper == pytest.approx(upper, abs=1e-6)


def test_ratios_of_the_toy_f4() -> None:
    ratios = standardise([15, 40, 72, 28, 50, 66, 75], [13, 32, 75, 33, 54, 60, 72])
    assert ratios == pytest.approx([1.1538, 1.25, 0.96, 0.8485, 0.9259, 1.1, 1.0417], abs=5e-5)


@pytest.mark.parametrize("scale", Scale)
def test_without_dispersion_adjusted_limits_come_near_the_exact(scale: Scale) -> None:
    adjusted, exact = ratio_limits([200], tau2=0, scale=scale), exact_ratio_limits([200])
    assert adjusted.lower == pytest.approx(exact.lower, abs=0.01)
    assert adjusted.upper == pytest.approx(exact.upper, abs=0.02)


def test_limits_on_the_root_are_squared() -> None:
    limits = ratio_limits([25], tau2=0.01, scale=Scale.ROOT)
    half = 1.959964 * np.sqrt(1 / 100 + 0.01)
    assert limits.upper == pytest.approx((1 + half) ** 2, abs=1e-6)


@pytest.mark.parametrize("scale", Scale)
def test_dispersion_by_the_formula_of_the_reference(scale: Scale) -> None:
    # The six units of FunnelPlotR's own test; nothing trimmed, so that the formula can be written out.
    observed, expected = np.array([100.0, 150, 180, 80, 120, 225]), np.array([108.0, 112, 165, 95, 100, 220])
    found = ratio_funnel(observed, expected, scale=scale, share=0).dispersion
    away = np.log(observed / expected) if scale is Scale.LOG else 2 * (np.sqrt(observed / expected) - 1)
    z, w = away * np.sqrt(expected), expected * (1 if scale is Scale.LOG else 4)
    phi = np.mean(z**2)
    assert found.phi == pytest.approx(phi)
    assert found.tau2 == pytest.approx((6 * phi - 5) / (w.sum() - (w**2).sum() / w.sum()))


def test_dispersion_lets_fewer_stand_out() -> None:
    rng = np.random.default_rng(1)
    expected = rng.uniform(5, 50, 400)
    observed = rng.poisson(expected * rng.gamma(1 / 0.09, 0.09, 400))
    funnel = ratio_funnel(observed, expected)
    assert funnel.dispersion.tau2 == pytest.approx(0.09 / 4, rel=0.4)
    assert (funnel.p_upper < 0.01).mean() < 0.02 < (poisson_upper(observed, expected) < 0.01).mean()


@pytest.mark.parametrize("trim", Trim)
def test_dispersion_of_chance_alone_is_one_when_made_consistent(trim: Trim) -> None:
    z = np.random.default_rng(1).normal(size=20_000)
    found = [disperse(z, np.ones(20_000), trim=trim, consistent=consistent).phi for consistent in (True, False)]
    assert found[0] == pytest.approx(1, abs=0.03)
    assert found[1] < 0.7


def test_limits_of_a_proportion_stay_within_it() -> None:
    limits = proportion_limits([1, 2, 50], target=0.97, tau2=0.02)
    assert np.all(limits.lower >= 0)
    assert limits.upper == pytest.approx([1, 1, 1])


def test_target_of_proportions_is_all_together() -> None:
    funnel = proportion_funnel([1, 9], [10, 10])
    assert (funnel.target, list(funnel.values)) == (0.5, [0.1, 0.9])
    assert funnel.p_upper[1] < funnel.p_upper[0]
