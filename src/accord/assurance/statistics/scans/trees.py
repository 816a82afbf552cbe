"""From events to the tree that is scanned: signers within places within areas, in order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from accord.assurance.statistics.numbers import Flags, Floats, Whole
from accord.assurance.statistics.scans.replicates import Tree

LEAK = 0.01
"""Of a given profile, the share that is spread evenly: decisions come in also where nobody was expected to be."""
NOBODY = -1


class Level(StrEnum):
    """What a node is."""

    AREA = "area"
    PLACE = "place"
    SIGNER = "signer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """Events to be scanned. Everything is numbered from 0.

    `days`, `places`, `signers`: of each event; a signer of −1 is not known. `length`: how many days there are.
    `area_of`: of each place. `profiles`: for each profile, what is expected on each day (any unit: only the shares
    count; a case-mix count of people at risk, say), and `profile_of` each place; without them all days are alike.
    `as_visits`: events of one signer at one place on one day are one visit. Then visits are redrawn, and their sizes
    from those seen in the place's pool (`pool_of` each place; else one pool), so that rounds are judged by rounds.
    """

    days: Whole
    places: Whole
    signers: Whole
    area_of: Whole
    length: int
    profiles: Floats | None = None
    profile_of: Whole | None = None
    as_visits: bool = False
    pool_of: Whole | None = None


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of a tree, areas first, then places, then signers at a place: what they are and what they hold.

    `area`, `place`, `signer` carry the numbers that were given, −1 where it does not apply. Node n holds the `days`
    from `first[n]` to before `first[n + 1]`, ascending, with `held` events each, `total` in all.
    `shares[below_of[n]]` is the share that the node expects before each day.
    """

    area: Whole
    place: Whole
    signer: Whole
    total: Whole
    first: Whole
    days: Whole
    held: Whole
    shares: Floats
    below_of: Whole

    def level(self, node: int) -> Level:
        """Return what a node is."""
        return Level.SIGNER if self.signer[node] != NOBODY else Level.PLACE if self.place[node] >= 0 else Level.AREA


def grow(given: Happenings) -> tuple[Tree, Nodes, Flags]:
    """Return the tree, its nodes, and which of them are worth a scan of their own.

    Not worth it: a signer who is not known, or who is the only one of a place; an area of one place.
    Raises ValueError for a day, a place, an area or a profile that does not exist.
    """
    _check(given)
    by_area = np.argsort(given.area_of, kind="stable")
    rank = np.empty_like(by_area)
    rank[by_area] = np.arange(len(by_area))
    place = rank[given.places]
    order = np.lexsort((given.days, given.signers, place))
    place, signer, day = place[order], given.signers[order], given.days[order]
    is_leaf = _differs(place, signer)
    leaf = np.cumsum(is_leaf) - 1
    leaf_place, leaf_signer = place[is_leaf], signer[is_leaf]
    area = given.area_of[by_area]
    areas, places = int(area.max(initial=-1)) + 1, len(area)
    shares = _shares(given, by_area, np.bincount(place, minlength=places), area)
    profiles = len(shares) - areas
    profile_of = _of(given.profile_of, by_area)
    nodes = Nodes(
        np.concatenate([np.arange(areas), area, area[leaf_place]]),
        np.concatenate([np.full(areas, NOBODY), by_area, by_area[leaf_place]]),
        np.concatenate([np.full(areas + places, NOBODY), leaf_signer]),
        *_count(
            (area[place], areas + place, areas + places + leaf), day, areas + places + len(leaf_place), given.length
        ),
        shares,
        np.concatenate([profiles + np.arange(areas), profile_of, profile_of[leaf_place]]),
    )
    worth = np.concatenate(
        [
            np.bincount(area, minlength=areas) > 1,
            np.ones(places, dtype=bool),
            (leaf_signer != NOBODY) & (np.bincount(leaf_place, minlength=places)[leaf_place] > 1),
        ]
    )
    visit_leaf, pool_of, pool_first, pools = _visits(given, leaf, leaf_place, day, _of(given.pool_of, by_area))
    tree = Tree(
        area_first=np.searchsorted(area, np.arange(areas + 1)),
        place_first=np.searchsorted(leaf_place, np.arange(places + 1)),
        leaf_first=np.searchsorted(visit_leaf, np.arange(len(leaf_place) + 1)),
        profile_of=profile_of,
        below=shares[:profiles],
        area_below=shares[profiles:],
        pool_of=pool_of,
        pool_first=pool_first,
        pools=pools,
    )
    return tree, nodes, worth


def _check(given: Happenings) -> None:
    if len(given.days) and not (given.days.min() >= 0 and given.days.max() < given.length):
        raise ValueError(f"days: a day outside 0 to {given.length - 1} was given.")
    if len(given.places) and not (given.places.min() >= 0 and given.places.max() < len(given.area_of)):
        raise ValueError("places: a place without an area was given.")
    if len(given.area_of) and given.area_of.min() < 0:
        raise ValueError("area_of: an area below 0 was given.")
    if given.profiles is not None and (given.profiles.shape[1] != given.length or np.any(given.profiles < 0)):
        raise ValueError("profiles: as many days as there are, none below 0, are accepted.")


def _differs(*columns: Whole) -> Flags:
    """Return which rows begin something new."""
    found = np.ones(len(columns[0]), dtype=bool)
    found[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return found


def _of(codes: Whole | None, by_area: Whole) -> Whole:
    return np.zeros(len(by_area), dtype=np.int64) if codes is None else codes[by_area].astype(np.int64)


def _shares(given: Happenings, by_area: Whole, sizes: Whole, area: Whole) -> Floats:
    """Return the share before each day: of each profile, then of each area, whose places count by their events."""
    profiles = np.ones((1, given.length)) if given.profiles is None else given.profiles
    sums = profiles.sum(axis=1, keepdims=True)
    even = np.full(given.length, 1 / given.length)
    daily = np.where(sums > 0, (1 - LEAK) * profiles / np.where(sums > 0, sums, 1) + LEAK * even, even)
    areas = int(area.max(initial=-1)) + 1
    weights = np.zeros((areas, len(daily)))
    np.add.at(weights, (area, _of(given.profile_of, by_area)), sizes + 1e-9)
    together = np.concatenate([daily, weights / weights.sum(axis=1, keepdims=True) @ daily])
    below = np.zeros((len(together), given.length + 1))
    np.cumsum(together, axis=1, out=below[:, 1:])
    below[:, -1] = 1.0
    return below


def _count(levels: tuple[Whole, ...], day: Whole, nodes: int, length: int) -> tuple[Whole, Whole, Whole, Whole]:
    """Return the total of each node, where its days begin, its days and what they hold."""
    keys, held = zip(*(np.unique(node * length + day, return_counts=True) for node in levels), strict=True)
    key, events = np.concatenate(keys), np.concatenate(held)
    node = key // length
    total = np.bincount(node, events, minlength=nodes).astype(np.int64)
    return total, np.searchsorted(node, np.arange(nodes + 1)), key % length, events.astype(np.int64)


def _visits(
    given: Happenings, leaf: Whole, leaf_place: Whole, day: Whole, pool_of: Whole
) -> tuple[Whole, Whole, Whole, Whole]:
    """Return the leaf of each visit, the pool of each place, where each pool begins, and the sizes in them."""
    if not given.as_visits:
        return leaf, np.zeros_like(pool_of), np.array([0, 1]), np.ones(1, dtype=np.int64)
    begins = np.flatnonzero(_differs(leaf, day))
    sizes = np.diff(np.append(begins, len(leaf)))
    visit_leaf = leaf[begins]
    pool = pool_of[leaf_place[visit_leaf]]
    order = np.argsort(pool, kind="stable")
    pools = int(pool_of.max(initial=0)) + 1
    return visit_leaf, pool_of, np.searchsorted(pool[order], np.arange(pools + 1)), sizes[order].astype(np.int64)
