"""Replicates, shared out among threads: the compiled code holds no lock."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from accord.assurance.statistics.scans.areas import replicate_area
from accord.assurance.statistics.scans.replicates import Batch, Reached, Sought, Tree, bench_for, draw_replicates

AT_ONCE = 500
"""Replicates of places that one thread draws at once."""


def replicate(tree: Tree, sought: Sought, which: range, *, seed: int, workers: int | None = None) -> Reached:
    """Draw these replicates of the tree, and return what was reached. The number of threads changes nothing."""
    highest = np.zeros(len(which))
    kept = np.zeros((int(sought.rows.max(initial=-1)) + 1, len(which)), dtype=np.float64)
    threads = workers or os.cpu_count() or 1
    at_once = max(1, min(AT_ONCE, -(-len(which) // threads)))
    areas = np.flatnonzero(sought.scanned[: len(tree.area_first) - 1])

    def draw_places(begin: int) -> Reached:
        out = Reached(highest, np.zeros(len(sought.scanned), dtype=np.int64), kept, which.start)
        batch = Batch(begin, min(begin + at_once, which.stop), seed)
        draw_replicates(tree, sought, batch, bench_for(tree.below.shape[1] - 1), out)
        return out

    with ThreadPoolExecutor(threads) as pool:
        drawn = [pool.submit(draw_places, begin) for begin in range(which.start, which.stop, at_once)]
        of_areas = [pool.submit(replicate_area, tree, sought, int(area), which, seed) for area in areas]
    times = np.asarray(sum(each.result().times for each in drawn), dtype=np.int64)
    for area, reached in zip(areas, (each.result() for each in of_areas), strict=True):
        times[area] = reached.times[0]
        highest = np.maximum(highest, reached.highest)
        if sought.rows[area] >= 0:
            kept[sought.rows[area]] = reached.kept[0]
    return Reached(highest, times, kept, which.start)
