"""Compiled: the whole tree drawn again, as often as is asked, under "nothing happened here".

What is kept fixed: how many visits each leaf has. What is drawn: the day of each, by the expected shares of its place,
and how many decisions it holds. For each replicate the highest ratio of any window of any node is returned; for each
node, how many replicates reached what was observed there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from accord.assurance.statistics.numbers import Flags, Floats, Whole
from accord.assurance.statistics.scans.draws import CELLS, draw, make_guide, started
from accord.assurance.statistics.scans.orders import Order, put_in_order
from accord.assurance.statistics.scans.windows import KEPT, SAME, best_ratio


class Tree(NamedTuple):
    """Visits of leaves in places in areas, in order. Nodes are numbered areas first, then places, then leaves.

    `area_first`: of each area, its first place; `place_first`: of each place, its first leaf; `leaf_first`: of each
    leaf, its first visit; each with one more at the end.
    `below`: of each profile, the share expected before each day; `profile_of` each place; `area_below` of each area.
    `pools`: sizes that a visit may have, those of pool q from `pool_first[q]`; `pool_of` each place.
    """

    area_first: Whole
    place_first: Whole
    leaf_first: Whole
    profile_of: Whole
    below: Floats
    area_below: Floats
    pool_of: Whole
    pool_first: Whole
    pools: Whole


class Sought(NamedTuple):
    """What is sought in the replicates, for each node: whether it is scanned, the ratio observed, and the floor.

    Windows below a node's floor are passed over; `limits` says it for small counts. `rows`: where the node's highest
    ratios are kept, or −1.
    """

    scanned: Flags
    observed: Floats
    floors: Floats
    limits: Floats
    rows: Whole
    longest: int
    fewest: int


class Batch(NamedTuple):
    """Which replicates are drawn at once, from `begin` to before `end`, and from which seed."""

    begin: int
    end: int
    seed: int


class Bench(NamedTuple):
    """What one thread works on: days and sizes of a place as drawn, the guide to its days, and its area's days."""

    drawn: Whole
    sizes: Whole
    guide: Whole
    area: Whole


class Reached(NamedTuple):
    """What came out: the highest ratio of each replicate, how often each node was reached, the ratios that are kept."""

    highest: Floats
    times: Whole
    kept: Floats


@njit(nogil=True, cache=KEPT)
def note(found: float, node: int, replicate: int, sought: Sought, out: Reached) -> None:
    """Note what one node reached in one replicate."""
    out.highest[replicate] = max(out.highest[replicate], found)
    if found >= sought.observed[node] - SAME:
        out.times[node] += 1
    if sought.rows[node] >= 0:
        out.kept[sought.rows[node], replicate] = found


@njit(nogil=True, cache=KEPT)
def draw_place(
    nodes: tuple[int, int, int],
    leaves: Whole,
    begins: Whole,
    below: Floats,
    pool: Whole,
    batch: Batch,
    bench: Bench,
    order: Order,
    sought: Sought,
    out: Reached,
) -> None:
    """Draw one place again in each replicate, scan its leaves and itself, and add its days to its area's.

    `nodes`: of its area, of the place itself, and of its first leaf.
    """
    area, place, first_leaf = nodes
    # Taken out of their tuples once: inside, taking them cost more than the scan of a signer.
    scanned, _, floors, limits, _, longest, fewest = sought
    _, _, _, days, held, leaf_days, leaf_held, filled = order
    for replicate in range(batch.begin, batch.end):
        draw(len(leaves), below, bench.guide, pool, started(batch.seed, place, replicate), bench.drawn, bench.sizes)
        size = put_in_order(bench.drawn, bench.sizes, leaves, begins, order)
        for leaf in range(len(begins)):
            node, at, end = first_leaf + leaf, begins[leaf], filled[leaf]
            if scanned[node]:
                found = best_ratio(leaf_days, leaf_held, at, end, below, longest, fewest, floors[node], limits, node)
                if found > 0:
                    note(found, node, replicate, sought, out)
        if scanned[place]:
            found = best_ratio(days, held, 0, size, below, longest, fewest, floors[place], limits, place)
            if found > 0:
                note(found, place, replicate, sought, out)
        if scanned[area]:
            for listed in range(size):
                bench.area[replicate - batch.begin, days[listed]] += held[listed]


@njit(nogil=True, cache=KEPT)
def draw_for_area(place: int, below: Floats, pool: Whole, visits: int, batch: Batch, bench: Bench) -> None:
    """Draw one place again in each replicate for its area alone: nothing of its own needs an order."""
    for replicate in range(batch.begin, batch.end):
        draw(visits, below, bench.guide, pool, started(batch.seed, place, replicate), bench.drawn, bench.sizes)
        row = bench.area[replicate - batch.begin]
        for visit in range(visits):
            row[bench.drawn[visit]] += bench.sizes[visit]


@njit(nogil=True, cache=KEPT)
def draw_signers(
    area: int,
    first_leaf: int,
    begins: Whole,
    below: Floats,
    pool: Whole,
    batch: Batch,
    bench: Bench,
    order: Order,
    sought: Sought,
    out: Reached,
) -> None:
    """Draw only those leaves of a place that are scanned, each as if it were a place."""
    for leaf in range(len(begins) - 1):
        if sought.scanned[first_leaf + leaf]:
            alone = np.zeros(begins[leaf + 1] - begins[leaf], dtype=np.int64)
            nodes = (area, first_leaf + leaf, 0)
            draw_place(nodes, alone, begins[:0], below, pool, batch, bench, order, sought, out)


@njit(nogil=True, cache=KEPT)
def leaves_of(begins: Whole) -> Whole:
    """Return the leaf of each visit, from where each leaf begins and the last ends."""
    leaves = np.zeros(begins[-1], dtype=np.int64)
    for later in begins[1:-1]:
        leaves[later:] += 1
    return leaves


@njit(nogil=True, cache=KEPT)
def look_at_area(
    area: int, below: Floats, batch: Batch, bench: Bench, order: Order, sought: Sought, out: Reached
) -> None:
    """Scan an area, whose places have all been drawn."""
    _, _, floors, limits, _, longest, fewest = sought
    for replicate in range(batch.begin, batch.end):
        row = bench.area[replicate - batch.begin]
        size = 0
        for day in range(len(row)):
            if row[day]:
                order.days[size], order.held[size] = day, row[day]
                size += 1
        found = best_ratio(order.days, order.held, 0, size, below, longest, fewest, floors[area], limits, area)
        if found > 0:
            note(found, area, replicate, sought, out)


@njit(nogil=True, cache=KEPT)
def draw_replicates(tree: Tree, sought: Sought, batch: Batch, bench: Bench, order: Order, out: Reached) -> None:
    """Draw a batch of replicates, area by area, and note what they reached."""
    areas = len(tree.area_first) - 1
    leaves_from = areas + len(tree.place_first) - 1
    for area in range(areas):
        if sought.scanned[area]:
            bench.area[:] = 0
        for place in range(tree.area_first[area], tree.area_first[area + 1]):
            leaf, end = tree.place_first[place], tree.place_first[place + 1]
            visits = tree.leaf_first[end] - tree.leaf_first[leaf]
            signers = sought.scanned[leaves_from + leaf : leaves_from + end].any()
            together = sought.scanned[areas + place] or sought.scanned[area]
            if visits == 0 or not (signers or together):
                continue
            begins = tree.leaf_first[leaf : end + 1] - tree.leaf_first[leaf]
            below = tree.below[tree.profile_of[place]]
            make_guide(below, bench.guide)
            pool = tree.pools[tree.pool_first[tree.pool_of[place]] : tree.pool_first[tree.pool_of[place] + 1]]
            if not (signers or sought.scanned[areas + place]):
                draw_for_area(areas + place, below, pool, visits, batch, bench)
            elif together:
                nodes = (area, areas + place, leaves_from + leaf)
                leaves = leaves_of(begins)
                begins = begins[: len(begins) - 1 if signers else 0]
                draw_place(nodes, leaves, begins, below, pool, batch, bench, order, sought, out)
            else:
                draw_signers(area, leaves_from + leaf, begins, below, pool, batch, bench, order, sought, out)
        if sought.scanned[area]:
            look_at_area(area, tree.area_below[area], batch, bench, order, sought, out)


def bench_for(length: int, replicates: int, visits: int) -> Bench:
    """Return a bench for series of so many days, so many replicates at once, and so many visits of one place."""
    return Bench(
        drawn=np.zeros(visits, dtype=np.int64),
        sizes=np.zeros(visits, dtype=np.int64),
        guide=np.zeros(CELLS, dtype=np.int64),
        area=np.zeros((replicates, length), dtype=np.int32),
    )
