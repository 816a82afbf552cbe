"""The space-time permutation scan: bursts told from the events alone, without knowing who is at risk.

A node is expected to share the days of all events (Kulldorff and others 2005, PLoS Med 2:e59): of the events within a
window's days, the node's part of all. "Nothing happened" deals the days out again among the events. What all have
alike, a winter or a campaign, is no burst. It is dearer than `bursts.scan`, which takes the same expectation as a
profile (`shared_profile`): use it up to some 20,000 events, and to check the other.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from accord.assurance.statistics.numbers import Floats, Whole
from accord.assurance.statistics.scans.bursts import Terms, Window, placed
from accord.assurance.statistics.scans.extremes import p_values
from accord.assurance.statistics.scans.trees import Happenings, Nodes, count, grow, in_order
from accord.assurance.statistics.scans.windows import best_of_nodes, windows_from


def shared_profile(days: Whole, length: int) -> Floats:
    """Return the one profile that all events share: how many fall on each day."""
    return np.bincount(days, minlength=length).astype(np.float64)[None, :]


def scan_permuted(given: Happenings, terms: Terms | None = None) -> tuple[Window, ...]:
    """Return the best window of each node whose p is up to `terms.report`, strongest first; ratios given all events."""
    how = terms or Terms()
    if not len(given.days):
        return ()
    _, nodes, worth = grow(replace(given, profiles=None, profile_of=None, as_visits=False))
    rows = in_order(given)
    below = np.concatenate([[0.0], np.cumsum(shared_profile(given.days, given.length)[0]) / len(given.days)])[None, :]
    scanned = worth & (nodes.total >= how.fewest)
    observed = _ratios(rows.levels, rows.day, below, len(scanned), how)
    scanned &= observed > 0
    rng = np.random.default_rng(how.seed)
    kept = np.empty((how.replicates, len(scanned)))
    for replicate in range(how.replicates):
        kept[replicate] = _ratios(rows.levels, rng.permutation(rows.day), below, len(scanned), how)
    highest = np.where(scanned, kept, 0.0).max(axis=1)
    found = []
    for node in np.flatnonzero(scanned):
        own, of_all = float(p_values(kept[:, node], observed[node])), float(p_values(highest, observed[node]))
        if own <= how.report:
            best = _best(nodes, int(node), below[0], float(observed[node]), len(given.days), how)
            found.append(replace(best, p_node=own, p_scan=of_all))
    return tuple(sorted(found, key=lambda window: (window.p_node, -window.ratio, window.node)))


def _ratios(levels: tuple[Whole, ...], days: Whole, below: Floats, nodes: int, how: Terms) -> Floats:
    _, first, day, held = count(levels, days, nodes, below.shape[1] - 1)
    profile = np.zeros(nodes, dtype=np.int64)
    return best_of_nodes(first, day, held, below, profile, how.longest, how.fewest, len(days))


def _best(nodes: Nodes, node: int, below: Floats, ratio: float, whole: int, how: Terms) -> Window:
    own = slice(nodes.first[node], nodes.first[node + 1])
    windows = windows_from(nodes.days[own], nodes.held[own], below, how.longest, how.fewest, ratio - 1e-9, whole)
    at = int(np.argmax(windows[4]))
    return placed(nodes, node, tuple(float(column[at]) for column in windows), rank=0)
