"""From events to a tree: who is a node, what it holds and what it expects."""

from dataclasses import replace

import numpy as np
import pytest
from tests.builders.happenings import happenings

from accord.assurance.statistics.scans.trees import Level, grow

# Place 0 and 2 are in area 1, place 1 in area 0, which has no other.
GIVEN = happenings([(3, 0, 7), (3, 0, 7), (5, 0, 8), (9, 1, 7), (0, 2, -1), (1, 2, 9)], area_of=[1, 0, 1])


def test_nodes_are_areas_then_places_then_signers() -> None:
    _, nodes, worth = grow(GIVEN)
    named = list(zip(nodes.area.tolist(), nodes.place.tolist(), nodes.signer.tolist(), strict=True))
    assert named[:2] == [(0, -1, -1), (1, -1, -1)]
    assert named[2:5] == [(0, 1, -1), (1, 0, -1), (1, 2, -1)]
    assert [nodes.level(node) for node in (0, 2, 5)] == [Level.AREA, Level.PLACE, Level.SIGNER]
    assert [named[node] for node in np.flatnonzero(worth)] == [
        (1, -1, -1), (0, 1, -1), (1, 0, -1), (1, 2, -1), (1, 0, 7), (1, 0, 8), (1, 2, 9)
    ]  # fmt: skip


def test_node_holds_its_days_in_order() -> None:
    _, nodes, _ = grow(GIVEN)
    area = slice(nodes.first[1], nodes.first[2])
    assert list(nodes.days[area]) == [0, 1, 3, 5]
    assert list(nodes.held[area]) == [1, 1, 2, 1]
    assert nodes.total[1] == 5


def test_area_expects_what_its_places_do_by_their_size() -> None:
    profiles = np.array([[1.0] * 10, [0.0] * 5 + [1.0] * 5])
    _, nodes, _ = grow(replace(GIVEN, profiles=profiles, profile_of=np.array([1, 0, 0])))
    before = nodes.shares[nodes.below_of[1], 5]
    assert before == pytest.approx((3 * 0.01 * 0.5 + 2 * 0.5) / 5)
    assert nodes.shares[:, -1] == pytest.approx(1)


def test_area_number_that_is_passed_over_is_no_matter() -> None:
    _, nodes, worth = grow(replace(GIVEN, area_of=np.array([3, 0, 3])))
    assert not nodes.total[[1, 2]].any()
    assert not worth[[1, 2]].any()


def test_events_of_one_signer_on_one_day_are_one_visit() -> None:
    tree, _, _ = grow(replace(GIVEN, as_visits=True, pool_of=np.array([0, 1, 1])))
    assert tree.leaf_first[-1] == 5
    pools = [tree.pools[tree.pool_first[pool] : tree.pool_first[pool + 1]].tolist() for pool in (0, 1)]
    assert [sorted(pool) for pool in pools] == [[1, 2], [1, 1, 1]]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"length": 9}, "days"),
        ({"area_of": np.array([0, 1])}, "places"),
        ({"area_of": np.array([0, -1, 0])}, "area_of"),
        ({"profiles": np.ones((1, 9))}, "profiles"),
    ],
)
def test_what_does_not_exist_is_refused(broken: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        grow(replace(GIVEN, **broken))
