"""Areas drawn again under "nothing happened here": all of an area's visits by the shares that the area expects.

An area holds so many decisions that drawing them one by one, at each of its places, would cost more than all places
themselves. Given its total, how many fall on each day is one draw (multinomial) by its own shares, which are those of
its places by their size. Single places drawn apart vary a little less, so that an area's p is too large, if anything.
"""

from __future__ import annotations

import numpy as np

from accord.assurance.statistics.numbers import Floats, Whole, floats
from accord.assurance.statistics.scans.replicates import Reached, Sought, Tree
from accord.assurance.statistics.scans.windows import SAME, best_of_series


def replicate_area(tree: Tree, sought: Sought, area: int, which: range, seed: int) -> Reached:
    """Draw one area in these replicates; what is kept has a row for it alone."""
    below = tree.area_below[area]
    sizes = sizes_of(tree, area)
    shares = np.maximum(np.diff(below), 0)
    shares /= shares.sum()
    counts = np.array([_draw(shares, sizes, area, seed, each) for each in which])
    found = floats(best_of_series(counts, below, sought.longest, sought.fewest))
    times = np.array([(found >= sought.observed[area] - SAME).sum()])
    return Reached(found, times, found[None, :], which.start)


def sizes_of(tree: Tree, area: int) -> Whole:
    """Return how many decisions each visit of an area holds."""
    edges = tree.leaf_first[tree.place_first[tree.area_first[area : area + 2]]]
    return tree.sizes[edges[0] : edges[1]] if len(tree.sizes) > 1 else np.ones(edges[1] - edges[0], dtype=np.int64)


def _draw(shares: Floats, sizes: Whole, area: int, seed: int, replicate: int) -> Whole:
    """Return how many decisions fall on each day in one replicate."""
    # A stream of its own for each area and replicate, whichever others are drawn.
    random = np.random.Generator(np.random.Philox(key=[seed, area], counter=[0, 0, 0, replicate]))
    visits = random.multinomial(len(sizes), shares)
    if (sizes == 1).all():
        return visits
    drawn = random.choice(sizes, len(sizes))
    return np.bincount(np.repeat(np.arange(len(shares)), visits), drawn, minlength=len(shares)).astype(np.int64)
