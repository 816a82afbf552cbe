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


@dataclass(frozen=True, slots=True)
class Ordered:
    """Events by area, place, signer and day. Places are numbered anew, so that those of an area stand together.

    `by_area`: of each new place, the number it was given; `area`: its area. `place`, `leaf`, `day`: of each event.
    `leaf_place`, `leaf_signer`: of each leaf, which is a signer at a place.
    """

    by_area: Whole
    area: Whole
    place: Whole
    leaf: Whole
    day: Whole
    leaf_place: Whole
    leaf_signer: Whole

    @property
    def levels(self) -> tuple[Whole, Whole, Whole]:
        """Of each event, its area, its place and its signer at that place, as nodes."""
        areas = int(self.area.max(initial=-1)) + 1
        return self.area[self.place], areas + self.place, areas + len(self.area) + self.leaf


def grow(given: Happenings) -> tuple[Tree, Nodes, Flags]:
    """Return the tree, its nodes, and which of them are worth a scan of their own.

    Not worth it: a signer who is not known, or who is the only one of a place; an area of one place.
    Raises ValueError for a day, a place, an area or a profile that does not exist.
    """
    _check(given)
    rows = in_order(given)
    areas, places = int(rows.area.max(initial=-1)) + 1, len(rows.area)
    profile_of = _of(given.profile_of, rows.by_area)
    shares = _shares(given, profile_of, np.bincount(rows.place, minlength=places), rows.area)
    visit_leaf, pool_of, pool_first, pools, sizes = _visits(given, rows)
    tree = Tree(
        area_first=np.searchsorted(rows.area, np.arange(areas + 1)),
        place_first=np.searchsorted(rows.leaf_place, np.arange(places + 1)),
        leaf_first=np.searchsorted(visit_leaf, np.arange(len(rows.leaf_place) + 1)),
        profile_of=profile_of,
        below=shares[:-areas] if areas else shares,
        area_below=shares[len(shares) - areas :],
        pool_of=pool_of,
        pool_first=pool_first,
        pools=pools,
        sizes=sizes,
    )
    signers = np.bincount(rows.leaf_place, minlength=places)[rows.leaf_place]
    worth = np.concatenate(
        [
            np.bincount(rows.area, minlength=areas) > 1,
            np.ones(places, dtype=bool),
            (rows.leaf_signer != NOBODY) & (signers > 1),
        ]
    )
    return tree, _nodes(rows, shares, profile_of, given.length), worth


def in_order(given: Happenings) -> Ordered:
    """Return the events in the order of the tree."""
    by_area = np.argsort(given.area_of, kind="stable")
    rank = np.empty_like(by_area)
    rank[by_area] = np.arange(len(by_area))
    place = rank[given.places]
    order = np.lexsort((given.days, given.signers, place))
    place, signer = place[order], given.signers[order]
    is_first = _differs(place, signer)
    return Ordered(
        by_area=by_area,
        area=given.area_of[by_area],
        place=place,
        leaf=np.cumsum(is_first) - 1,
        day=given.days[order],
        leaf_place=place[is_first],
        leaf_signer=signer[is_first],
    )


def _nodes(rows: Ordered, shares: Floats, profile_of: Whole, length: int) -> Nodes:
    areas, places, leaves = int(rows.area.max(initial=-1)) + 1, len(rows.area), len(rows.leaf_place)
    profiles = len(shares) - areas
    total, first, days, held = count(rows.levels, rows.day, areas + places + leaves, length)
    return Nodes(
        area=np.concatenate([np.arange(areas), rows.area, rows.area[rows.leaf_place]]),
        place=np.concatenate([np.full(areas, NOBODY), rows.by_area, rows.by_area[rows.leaf_place]]),
        signer=np.concatenate([np.full(areas + places, NOBODY), rows.leaf_signer]),
        total=total,
        first=first,
        days=days,
        held=held,
        shares=shares,
        below_of=np.concatenate([profiles + np.arange(areas), profile_of, profile_of[rows.leaf_place]]),
    )


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


def _shares(given: Happenings, profile_of: Whole, sizes: Whole, area: Whole) -> Floats:
    """Return the share before each day: of each profile, then of each area, whose places count by their events."""
    profiles = np.ones((1, given.length)) if given.profiles is None else given.profiles
    sums = profiles.sum(axis=1, keepdims=True)
    even = np.full(given.length, 1 / given.length)
    daily = np.where(sums > 0, (1 - LEAK) * profiles / np.where(sums > 0, sums, 1) + LEAK * even, even)
    areas = int(area.max(initial=-1)) + 1
    weights = np.zeros((areas, len(daily)))
    np.add.at(weights, (area, profile_of), sizes + 1e-9)
    # An area without places, whose number was passed over, expects nothing.
    of_area = weights.sum(axis=1, keepdims=True)
    together = np.concatenate([daily, weights / np.where(of_area > 0, of_area, 1) @ daily])
    below = np.zeros((len(together), given.length + 1))
    np.cumsum(together, axis=1, out=below[:, 1:])
    below[:, -1] = 1.0
    return below


def count(levels: tuple[Whole, ...], day: Whole, nodes: int, length: int) -> tuple[Whole, Whole, Whole, Whole]:
    """Return the total of each node, where its days begin, its days and what they hold."""
    keys, held = zip(*(np.unique(node * length + day, return_counts=True) for node in levels), strict=True)
    key, events = np.concatenate(keys), np.concatenate(held)
    node = key // length
    total = np.bincount(node, events, minlength=nodes).astype(np.int64)
    return total, np.searchsorted(node, np.arange(nodes + 1)), key % length, events.astype(np.int64)


def _visits(given: Happenings, rows: Ordered) -> tuple[Whole, Whole, Whole, Whole, Whole]:
    """Return the leaf of each visit, the pool of each place, where each pool begins, the sizes in them, and of each."""
    pool_of = _of(given.pool_of, rows.by_area)
    if not given.as_visits:
        alike = np.ones(1, dtype=np.int64)
        return rows.leaf, np.zeros_like(pool_of), np.array([0, 1]), alike, alike
    begins = np.flatnonzero(_differs(rows.leaf, rows.day))
    sizes = np.diff(np.append(begins, len(rows.leaf))).astype(np.int64)
    visit_leaf = rows.leaf[begins]
    pool = pool_of[rows.leaf_place[visit_leaf]]
    order = np.argsort(pool, kind="stable")
    pools = int(pool_of.max(initial=0)) + 1
    return visit_leaf, pool_of, np.searchsorted(pool[order], np.arange(pools + 1)), sizes[order], sizes
