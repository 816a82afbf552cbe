"""Oracles K1, K3 and K4 of reference/statistics.md, and what a scan promises of its p-values."""

from dataclasses import replace

import numpy as np
import pytest
from tests.builders.happenings import best_by_trying, happenings, steady, with_burst

from accord.assurance.statistics.scans.bursts import Scan, Terms, distinct, scan
from accord.assurance.statistics.scans.extremes import SMALLEST, fitted, p_values
from accord.assurance.statistics.scans.likelihoods import bernoulli_ratio, poisson_ratio
from accord.assurance.statistics.scans.replicates import Sought
from accord.assurance.statistics.scans.runs import replicate
from accord.assurance.statistics.scans.trees import Level, grow
from accord.assurance.statistics.scans.windows import TABLED

QUICK = Terms(replicates=199, deepest=0, longest=30)
BURST = with_burst(steady(200), days=[100, 101, 102, 103, 104] * 2, place=1, signer=3)


@pytest.fixture(scope="module")
def found() -> Scan:
    return scan(BURST, QUICK)


def test_bernoulli_ratio_of_north_humberside_k1() -> None:
    # The cluster of four cases of four among 62 cases and 141 controls; the places themselves are not ours to ship.
    assert float(bernoulli_ratio(4, 4, 62, 203)) == pytest.approx(4.836516, abs=5e-7)
    assert pytest.approx(1.2217, abs=5e-5) == 4 * 62 / 203


def test_ratios_of_the_toy_k3() -> None:
    assert float(bernoulli_ratio(28, 30, 300, 1000)) == pytest.approx(27.974308, abs=5e-7)
    assert float(poisson_ratio(20, 8, 100)) == pytest.approx(7.144859, abs=5e-7)


def test_ratios_of_tango_and_takahashi_k4() -> None:
    # The reference leaves out the total; 235 is the one that gives both published ratios.
    circular, flexible = poisson_ratio([35, 51], [10.077, 14.948], 235)
    assert (round(circular, 1), round(flexible, 1)) == (20.1, 29.7)
    assert (round(35 / 10.077, 2), round(51 / 14.948, 2)) == (3.47, 3.41)


def test_fewer_than_expected_is_no_signal() -> None:
    assert float(poisson_ratio(2, 8, 100)) == 0
    assert float(bernoulli_ratio(1, 30, 300, 1000)) == 0
    lull = happenings([(day, 0, 0) for day in range(0, 100, 5) if not 40 <= day < 70], length=100)
    assert scan(lull, QUICK).windows == ()


def test_burst_is_found_at_its_signer_and_on_its_days(found: Scan) -> None:
    best = found.windows[0]
    assert (best.level, best.place, best.signer) == (Level.SIGNER, 1, 3)
    assert (best.first, best.last) == (100, 104)
    assert best.p_node < 1e-4
    assert best.p_scan < 1e-3


def test_one_burst_is_told_once(found: Scan) -> None:
    told = distinct(found.windows)
    assert len(told) < len(found.windows)
    assert [window.rank for window in told if window.p_scan < 0.01] == [0]


def test_second_burst_of_a_node_is_reported_beside_the_first() -> None:
    twice = with_burst(BURST, days=[220] * 8, place=1, signer=3)
    ours = [window for window in scan(twice, QUICK).windows if window.signer == 3]
    assert [(window.first, window.rank) for window in ours] == [(220, 0), (100, 1)]
    assert ours[1].p_node < 0.01


def test_rounds_are_judged_by_rounds() -> None:
    days = [(place, (37 * place + 30 * visit) % 300) for place in range(8) for visit in range(10)]
    rounds = happenings([(day, place, place) for place, day in days for _ in range(6)], area_of=[0] * 8, length=300)
    assert np.nanmin(scan(rounds, QUICK).p_values) < 0.001
    assert np.nanmin(scan(replace(rounds, as_visits=True), QUICK).p_values) > 0.1


def test_what_was_expected_there_is_no_burst() -> None:
    profile = np.ones((1, 300))
    profile[0, 100:108] = 60
    expected = scan(replace(BURST, profiles=profile, profile_of=np.zeros(4, dtype=np.int64)), QUICK)
    assert not [window for window in expected.windows if window.first >= 95 and window.last <= 110]


@pytest.mark.parametrize("seed", range(5))
def test_ratio_is_the_best_of_every_window(seed: int) -> None:
    given = steady(40, places=2, areas=1, length=40, seed=seed)
    result = scan(given, replace(QUICK, replicates=9, longest=12))
    own = given.days[given.places == 0]
    assert result.ratios[1] == pytest.approx(best_by_trying(own, np.full(40, 1 / 40), longest=12, fewest=2))


def test_ratio_of_more_events_than_are_kept_by_number_is_the_best_as_well() -> None:
    given = steady(3 * TABLED, places=2, areas=1, length=8)
    ratios = scan(given, replace(QUICK, replicates=9, longest=6)).ratios
    assert ratios[0] == pytest.approx(best_by_trying(given.days, np.full(8, 1 / 8), longest=6, fewest=2))


def test_signer_drawn_alone_is_drawn_as_with_the_place() -> None:
    tree, nodes, worth = grow(BURST)
    every = Sought(worth, np.zeros(len(worth)), np.arange(len(worth)), 30, 2)
    alone = worth & (np.arange(len(worth)) == len(worth) - 1)
    both = [replicate(tree, every._replace(scanned=each), range(5, 25), seed=3) for each in (worth, alone)]
    assert nodes.signer[-1] >= 0
    assert both[0].kept[-1].any()
    assert np.array_equal(both[0].kept[-1], both[1].kept[-1])


def test_replicates_of_an_area_do_not_depend_on_which_are_drawn() -> None:
    tree, _, worth = grow(BURST)
    sought = Sought(worth, np.zeros(len(worth)), np.arange(len(worth)), 30, 2)
    some, whole = (replicate(tree, sought, which, seed=3).kept[0] for which in (range(5, 9), range(20)))
    assert np.array_equal(some, whole[5:9])


def test_number_of_threads_changes_nothing(found: Scan) -> None:
    again = scan(BURST, replace(QUICK, workers=3))
    assert np.array_equal(again.highest, found.highest)
    assert np.array_equal(again.p_values, found.p_values, equal_nan=True)


def test_p_of_a_place_does_not_depend_on_its_signers() -> None:
    many = steady(1200, places=60, areas=3)
    fewer = replace(many, signers=np.full(1200, -1))
    whole, part = scan(many, QUICK), scan(fewer, QUICK)
    ours = [each.p_values[3:63][each.p_values[3:63] > 0.05] for each in (whole, part)]
    assert np.array_equal(*ours)


def test_settling_early_changes_only_what_is_no_burst() -> None:
    many = with_burst(steady(1200, places=60, areas=3), days=[50] * 6, place=7, signer=15)
    whole, soon = scan(many, QUICK), scan(many, replace(QUICK, settle_after=60))
    few = whole.p_values < 0.03
    assert np.array_equal(soon.p_values[few], whole.p_values[few])
    assert soon.windows[0].node == whole.windows[0].node
    assert np.nanmax(np.abs(soon.p_values - whole.p_values)) < 0.3


def test_nothing_to_scan_finds_nothing() -> None:
    empty = scan(happenings([], area_of=[0, 0]), QUICK)
    assert np.isnan(empty.p_values).all()
    assert empty.windows == ()


def test_p_by_chance_alone_is_no_smaller_than_it_says() -> None:
    p = scan(steady(6000, places=300, areas=5, length=700, seed=4), QUICK).p_values
    p = p[~np.isnan(p)]
    for level in (0.5, 0.1, 0.01):
        assert (p <= level).mean() <= level + 3 * np.sqrt(level / len(p))
    assert (p <= 0.5).mean() > 0.4


@pytest.mark.parametrize("as_visits", [False, True])
def test_p_of_areas_by_chance_alone_is_no_smaller_than_it_says(as_visits: bool) -> None:
    given = replace(steady(9000, places=800, areas=400, length=400, seed=2), as_visits=as_visits)
    p = scan(given, replace(QUICK, replicates=99)).p_values[:400]
    for level in (0.5, 0.1):
        assert (p <= level).mean() <= level + 3 * np.sqrt(level / 400)
    assert (p <= 0.5).mean() > 0.3


def test_p_of_the_whole_scan_holds_its_level() -> None:
    found = [scan(steady(60, seed=seed), replace(QUICK, replicates=99)) for seed in range(150)]
    lowest = np.array([float(p_values(each.highest, np.nanmax(each.ratios))) for each in found])
    assert (lowest <= 0.1).mean() <= 0.1 + 3 * np.sqrt(0.09 / 150)
    assert (lowest <= 0.5).mean() > 0.35


@pytest.mark.parametrize("events", [5, 20, 60])
def test_fitted_tail_stays_near_what_many_replicates_count(events: int) -> None:
    alone = Terms(replicates=40_000, deepest=0, report=1.0)
    one = happenings([(day % 1096, 0, 0) for day in range(0, 7 * events, 7)], area_of=[0], length=1096)
    many = scan(one, alone).highest
    rare = np.quantile(many, 1 - 3e-4, method="higher")
    said = [float(fitted(part, rare)) for part in many[:19_980].reshape(20, 999)]
    assert 0.3 < np.median(said) / (many >= rare).mean() < 12


def test_p_that_replicates_can_count_is_counted() -> None:
    assert list(p_values([1, 2, 3, 4], [2.5, 0.5])) == [3 / 5, 1]
    assert float(p_values(np.random.default_rng(1).gumbel(size=999), 200)) == SMALLEST
