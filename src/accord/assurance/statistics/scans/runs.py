"""Replicates, shared out among threads: the compiled code holds no lock."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from accord.assurance.statistics.scans.orders import order_for
from accord.assurance.statistics.scans.replicates import Batch, Reached, Sought, Tree, bench_for, draw_replicates

AT_ONCE = 500
"""Replicates that one thread draws at once: each keeps the days of one area."""


def replicate(tree: Tree, sought: Sought, which: range, *, seed: int, workers: int | None = None) -> Reached:
    """Draw these replicates of the tree, and return what was reached. The number of threads changes nothing."""
    replicates = which.stop
    length = tree.below.shape[1] - 1
    visits = int(np.diff(tree.leaf_first[tree.place_first]).max(initial=0))
    highest = np.zeros(replicates)
    kept = np.zeros((int(sought.rows.max(initial=-1)) + 1, replicates), dtype=np.float64)
    threads = workers or os.cpu_count() or 1
    at_once = max(1, min(AT_ONCE, -(-len(which) // threads)))

    def draw(begin: int) -> Reached:
        end = min(begin + at_once, replicates)
        out = Reached(highest, np.zeros(len(sought.scanned), dtype=np.int64), kept)
        bench, order = bench_for(length, end - begin, visits), order_for(length, visits)
        draw_replicates(tree, sought, Batch(begin, end, seed), bench, order, out)
        return out

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(draw, range(which.start, which.stop, at_once)))
    times = np.asarray(sum(part.times for part in parts), dtype=np.int64)
    return Reached(highest, times, kept)
