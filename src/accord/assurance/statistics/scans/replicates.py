"""Compiled: the places of a tree and their leaves drawn again, as often as is asked, under "nothing happened here".

What is kept fixed: how many visits each leaf has. What is drawn: the day of each, by the expected shares of its place,
and how many decisions it holds. A place is all that its leaves drew. For each replicate the highest ratio of any window
of any node is returned; for each node, how many replicates reached what was observed there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from accord.assurance.statistics.numbers import Flags, Floats, Whole
from accord.assurance.statistics.scans.calendars import put_in, take_out
from accord.assurance.statistics.scans.draws import CELLS, draw, make_guide, started
from accord.assurance.statistics.scans.windows import KEPT, SAME, best_ratio, room_for_least


class Tree(NamedTuple):
    """Visits of leaves in places in areas, in order. Nodes are numbered areas first, then places, then leaves.

    `area_first`: of each area, its first place; `place_first`: of each place, its first leaf; `leaf_first`: of each
    leaf, its first visit; each with one more at the end.
    `below`: of each profile, the share expected before each day; `profile_of` each place; `area_below` of each area.
    `pools`: sizes that a visit may have, those of pool q from `pool_first[q]`; `pool_of` each place. `sizes`: of each
    visit; one alone where all are 1.
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
    sizes: Whole


class Sought(NamedTuple):
    """What is sought in the replicates, for each node: whether it is scanned, and the ratio observed.

    `rows`: where the node's highest ratios are kept, or −1.
    """

    scanned: Flags
    observed: Floats
    rows: Whole
    longest: int
    fewest: int


class Batch(NamedTuple):
    """Which replicates are drawn at once, from `begin` to before `end`, and from which seed."""

    begin: int
    end: int
    seed: int


class Bench(NamedTuple):
    """What one thread works on: the guide to a place's days; calendars of a leaf and of a place; days in order."""

    guide: Whole
    leaf: Whole
    leaf_marks: Whole
    place: Whole
    place_marks: Whole
    days: Whole
    held: Whole
    least: Floats


class Reached(NamedTuple):
    """What came out: the highest ratio of each replicate, how often each node was reached, the ratios that are kept.

    `first`: the replicate that stands first.
    """

    highest: Floats
    times: Whole
    kept: Floats
    first: int


@njit(nogil=True, cache=KEPT)
def note(found: float, node: int, replicate: int, sought: Sought, out: Reached) -> None:
    """Note what one node reached in one replicate."""
    place = replicate - out.first
    out.highest[place] = max(out.highest[place], found)
    if found >= sought.observed[node] - SAME:
        out.times[node] += 1
    if sought.rows[node] >= 0:
        out.kept[sought.rows[node], place] = found


@njit(nogil=True, cache=KEPT)
def draw_place(
    place: int,
    first_leaf: int,
    begins: Whole,
    below: Floats,
    pool: Whole,
    batch: Batch,
    bench: Bench,
    sought: Sought,
    out: Reached,
) -> None:
    """Draw one place again in each replicate; scan those of its leaves, and itself, that are scanned.

    `place`, `first_leaf`: nodes. `begins`: of each leaf, its first visit, and one more at the end.
    """
    # Taken out of their tuples once: inside, taking them cost more than the scan of a signer.
    scanned, _, _, longest, fewest = sought
    guide, leaf_held, leaf_marks, place_held, place_marks, days, held, least = bench
    together = scanned[place]
    for replicate in range(batch.begin, batch.end):
        state = started(batch.seed, place, replicate)
        for leaf in range(len(begins) - 1):
            visits = range(begins[leaf], begins[leaf + 1])
            if scanned[first_leaf + leaf]:
                draw(visits, below, guide, pool, state, leaf_held, leaf_marks)
                size = take_out(leaf_held, leaf_marks, days, held)
                found = best_ratio(days, held, size, below, longest, fewest, least)
                note(found, first_leaf + leaf, replicate, sought, out)
                if together:
                    put_in(place_held, place_marks, days, held, size)
            elif together:
                draw(visits, below, guide, pool, state, place_held, place_marks)
        if together:
            size = take_out(place_held, place_marks, days, held)
            note(best_ratio(days, held, size, below, longest, fewest, least), place, replicate, sought, out)


@njit(nogil=True, cache=KEPT)
def draw_replicates(tree: Tree, sought: Sought, batch: Batch, bench: Bench, out: Reached) -> None:
    """Draw a batch of replicates of all places that are scanned, or have leaves that are; note what they reached."""
    areas = len(tree.area_first) - 1
    places = len(tree.place_first) - 1
    for place in range(places):
        leaf, end = tree.place_first[place], tree.place_first[place + 1]
        first_leaf = areas + places + leaf
        visits = tree.leaf_first[end] - tree.leaf_first[leaf]
        signers = sought.scanned[first_leaf : areas + places + end].any()
        if visits == 0 or not (signers or sought.scanned[areas + place]):
            continue
        begins = tree.leaf_first[leaf : end + 1] - tree.leaf_first[leaf]
        below = tree.below[tree.profile_of[place]]
        make_guide(below, bench.guide)
        pool = tree.pools[tree.pool_first[tree.pool_of[place]] : tree.pool_first[tree.pool_of[place] + 1]]
        draw_place(areas + place, first_leaf, begins, below, pool, batch, bench, sought, out)


def bench_for(length: int) -> Bench:
    """Return a bench for series of so many days."""
    marks = length // 64 + 1
    sizes = (CELLS, length, marks, length, marks, length, length)
    guide, leaf, leaf_marks, place, place_marks, days, held = (np.zeros(size, dtype=np.int64) for size in sizes)
    return Bench(guide, leaf, leaf_marks, place, place_marks, days, held, room_for_least())
