"""Scans over zones, and the space-time permutation scan."""

from dataclasses import replace

import numpy as np
import pytest
from tests.builders.happenings import happenings, steady, with_burst

from accord.assurance.statistics.scans.bursts import Terms, scan
from accord.assurance.statistics.scans.permutations import scan_permuted, shared_profile
from accord.assurance.statistics.scans.zones import scan_bernoulli, scan_poisson, zones_around

QUICK = Terms(replicates=99, deepest=0, longest=20)
# Nine places in a row; the three in the middle hold what is looked for.
PEOPLE = np.full(9, 20)
CASES = np.array([2, 1, 2, 12, 14, 11, 1, 2, 1])
ZONES = zones_around(np.arange(9.0)[:, None], PEOPLE)


def test_circles_hold_the_nearest_up_to_half() -> None:
    assert ZONES.sum(axis=1).max() == 4
    assert any((zone == [0, 0, 0, 1, 1, 1, 0, 0, 0]).all() for zone in ZONES)
    assert len(np.unique(ZONES, axis=0)) == len(ZONES)


@pytest.mark.parametrize("scanned", [scan_bernoulli(CASES, PEOPLE, ZONES), scan_poisson(CASES, PEOPLE / 1, ZONES)])
def test_cluster_is_found_where_it_is(scanned: tuple[object, ...]) -> None:
    best = scanned[0]
    assert list(np.flatnonzero(ZONES[best.zone])) == [3, 4, 5]
    assert (best.cases, best.p_value) == (37, pytest.approx(1e-3, abs=1e-3))
    assert best.expected == pytest.approx(CASES.sum() / 3)


def test_further_clusters_share_no_place() -> None:
    found = scan_bernoulli(np.array([15, 1, 1, 1, 1, 1, 1, 1, 15]), PEOPLE, ZONES)
    assert [list(np.flatnonzero(ZONES[each.zone])) for each in found[:2]] in ([[0], [8]], [[8], [0]])
    assert all(each.p_value < 0.05 for each in found[:2])


def test_even_cases_are_no_cluster() -> None:
    assert all(each.p_value > 0.2 for each in scan_bernoulli(np.full(9, 5), PEOPLE, ZONES))


def test_permutation_finds_the_burst_of_one_and_not_that_of_all() -> None:
    given = with_burst(steady(120), days=[150] * 8, place=2, signer=4)
    best = scan_permuted(given, QUICK)[0]
    assert (best.place, best.first) == (2, 150)
    assert best.p_scan < 0.05
    everywhere = happenings(
        [(day, place, place) for place in range(4) for day in [*range(0, 300, 30), *[150] * 5]],
        area_of=[0, 0, 1, 1], length=300,
    )  # fmt: skip
    assert scan_permuted(everywhere, QUICK) == ()


def test_permutation_agrees_with_the_scan_of_the_shared_profile() -> None:
    given = with_burst(steady(400, places=8), days=[150] * 7, place=2, signer=4)
    profile = replace(given, profiles=shared_profile(given.days, 300), profile_of=np.zeros(8, dtype=np.int64))
    ours, theirs = scan(profile, QUICK).windows[0], scan_permuted(given, QUICK)[0]
    assert (ours.node, ours.first, ours.p_node < 0.01) == (theirs.node, theirs.first, theirs.p_node < 0.01)


def test_nothing_to_permute_finds_nothing() -> None:
    assert scan_permuted(happenings([])) == ()
