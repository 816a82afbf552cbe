"""The hierarchical scan: where, and in which window of 1 to 60 days, are there more than a node's own past expects?

Nodes are areas, places and signers at a place (a tree-based scan: Kulldorff, Fang and Walsh 2003, Biometrics 59:323).
A window is compared with its node's own total, spread over the days as expected; the Poisson ratio is conditional on
that total, so a node that is high throughout raises nothing here. "Nothing happened" is drawn anew in replicates:
each visit on a day by its place's expected shares. A node's p is by its own highest ratio in the replicates, so every
window of it has been allowed for; `p_scan` is by the highest of all nodes, so every node has been as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from accord.assurance.statistics.numbers import Flags, Floats, Whole, floats
from accord.assurance.statistics.scans.extremes import fitted, p_values
from accord.assurance.statistics.scans.replicates import Sought, Tree
from accord.assurance.statistics.scans.runs import replicate
from accord.assurance.statistics.scans.trees import Happenings, Level, Nodes, grow
from accord.assurance.statistics.scans.windows import best_of_nodes, limits_of, windows_from

MANY = 100
"""From so many nodes on, the middle of what was observed is a floor that every replicate's highest ratio is above."""
TIED = 1e-6
"""Ratios of equal windows differ by rounding: a floor stands this much below what it must let through."""
RARE = 10
"""A node that fewer replicates reached is drawn again, more often."""
SETTLED = 10
"""A node that so many of the first replicates reached is no burst."""
MORE = 3
"""After so many times as many replicates it is looked again which nodes are settled."""
MEMORY = 20_000_000
"""Ratios that are kept at once."""
FAR = 1e-8
"""A fitted p below this is not made surer by more replicates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A window of one node. `first`, `last`: its days, both within. Counts are events; `ratio` is the log likelihood's.

    `rank`: 0 for the node's best, 1 … for those that share no day with a better one; their p, too, is against the
    highest ratio of any window (`p_node`: of this node; `p_scan`: of all nodes).
    """

    level: Level
    node: int
    area: int
    place: int
    signer: int
    first: int
    last: int
    count: int
    total: int
    expected: float
    ratio: float
    p_node: float
    p_scan: float
    rank: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan found: its nodes, the best ratio and p of each (NaN: not scanned), the windows, strongest first.

    `highest`: the highest ratio of all nodes in each replicate.
    """

    nodes: Nodes
    ratios: Floats
    p_values: Floats
    highest: Floats
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How to scan. `longest`: days of a window; `fewest`: events in it; `report`: the p up to which windows are given.

    `areas`: whether areas are nodes of their own. `deepest`: nodes that few replicates reach are drawn up to so often.
    `workers`: threads; all processors if None.
    `settle_after`: after so many replicates, three times as many and so on, nodes that ten of them reached are drawn no
    more (Besag and Clifford 1991, Biometrika 78:301: their p stays valid). Several times as fast; `p_scan` then counts
    the first replicates only.
    """

    longest: int = 60
    fewest: int = 2
    areas: bool = True
    replicates: int = 999
    deepest: int = 9_999
    report: float = 0.01
    seed: int = 0
    workers: int | None = None
    settle_after: int | None = None


def scan(given: Happenings, terms: Terms | None = None) -> Scan:
    """Scan the events. The same seed gives the same result on any number of threads."""
    how = terms or Terms()
    tree, nodes, worth = grow(given)
    ratios = best_of_nodes(
        *(nodes.first, nodes.days, nodes.held, nodes.shares, nodes.below_of),
        *(how.longest, how.fewest, limits_of(np.zeros(1), how.fewest)),
    )
    tried = worth & (nodes.total >= how.fewest) & (how.areas | (nodes.place >= 0))
    # No window holds more than expected: every replicate reaches that.
    scanned = tried & (ratios > 0)
    floors = np.zeros(len(ratios))
    if scanned.sum() >= MANY:
        floors = np.minimum(ratios, np.median(ratios[scanned])) - TIED
    sought = _sought(scanned, ratios, floors, how)
    times, drawn, highest = _draw(tree, sought, how)
    found = np.where(scanned, (1 + times) / (1 + drawn), np.where(tried, 1.0, np.nan))
    rare = scanned & ((times < RARE) | (found <= how.report))
    kept = _draw_deeper(tree, nodes, sought, np.flatnonzero(rare), found, how)
    windows = _windows(nodes, ratios, found, kept, highest, how)
    return Scan(nodes, np.where(tried, ratios, np.nan), found, highest, windows)


def distinct(windows: Sequence[Window]) -> tuple[Window, ...]:
    """Return the windows, strongest first, without those that share days with a stronger one of the same branch."""
    told: list[Window] = []
    found: dict[int, list[Window]] = defaultdict(list)
    for window in windows:
        if not any(_is_same_branch(window, other) and _overlap(window, other) for other in found[window.area]):
            found[window.area].append(window)
            told.append(window)
    return tuple(told)


def placed(nodes: Nodes, node: int, figures: tuple[float, ...], *, rank: int) -> Window:
    """Return a window of a node: its first and last day, count, expected count and ratio. Its p is not known yet."""
    first, last, count, expected, ratio = figures
    return Window(
        level=nodes.level(node),
        node=node,
        area=int(nodes.area[node]),
        place=int(nodes.place[node]),
        signer=int(nodes.signer[node]),
        first=int(first),
        last=int(last),
        count=int(count),
        total=int(nodes.total[node]),
        expected=expected,
        ratio=ratio,
        p_node=np.nan,
        p_scan=np.nan,
        rank=rank,
    )


def _sought(scanned: Flags, ratios: Floats, floors: Floats, how: Terms, rows: Whole | None = None) -> Sought:
    lowest = floats(np.maximum(floors, 0))
    where = np.full(len(ratios), -1) if rows is None else rows
    return Sought(scanned, ratios, lowest, limits_of(lowest, how.fewest), where, how.longest, how.fewest)


def _draw(tree: Tree, sought: Sought, how: Terms) -> tuple[Whole, Whole, Floats]:
    """Return how many replicates reached each node, of how many, and the highest ratio of each that drew all nodes."""
    size = min(how.settle_after or how.replicates, how.replicates)
    reached = replicate(tree, sought, range(size), seed=how.seed, workers=how.workers)
    times, drawn, highest = reached.times, np.full(len(sought.scanned), size), reached.highest
    while size < how.replicates:
        open_still = sought.scanned & (drawn == size) & (times < SETTLED)
        which = range(size, min(size * MORE, how.replicates))
        times = (
            times
            + replicate(tree, sought._replace(scanned=open_still), which, seed=how.seed, workers=how.workers).times
        )
        size = which.stop
        drawn[open_still] = size
    return times, drawn, highest


def _draw_deeper(tree: Tree, nodes: Nodes, sought: Sought, rare: Whole, found: Floats, how: Terms) -> dict[int, Floats]:
    """Draw again the nodes that few replicates reached, each time more often; write their p.

    Returns the highest ratios of each such node in as many replicates as were drawn at first, for its further windows.
    """
    kept: dict[int, Floats] = {}
    replicates, seed = how.replicates, how.seed
    while len(rare):
        seed += 1
        unsure = []
        for node, maxima in _maxima(tree, sought, rare, (replicates, seed), how):
            kept.setdefault(node, maxima)
            found[node] = p_values(maxima, sought.observed[node])
            if nodes.place[node] >= 0 and _is_unsure(maxima, float(sought.observed[node])):
                unsure.append(node)
        rare = np.array(unsure, dtype=np.int64)
        replicates = replicates * 10 + 9
        if replicates > how.deepest:
            break
    return kept


def _maxima(
    tree: Tree, sought: Sought, wanted: Whole, drawn: tuple[int, int], how: Terms
) -> Iterator[tuple[int, Floats]]:
    """Yield the highest ratios of each wanted node: so many replicates from such a seed.

    Where nodes may settle, those that ten of a third of the replicates reached are drawn no more.
    """
    replicates, seed = drawn
    at_once = max(1, MEMORY // replicates)
    may_settle = how.settle_after is not None and replicates > how.replicates
    first = replicates // MORE if may_settle else replicates
    for begin in range(0, len(wanted), at_once):
        some = wanted[begin : begin + at_once]
        maxima = _highest(tree, sought, some, range(first), seed, how)
        open_still = (maxima >= sought.observed[some, None]).sum(axis=1) < SETTLED
        more = _highest(tree, sought, some[open_still], range(first, replicates), seed, how)
        yield from zip(some[~open_still].tolist(), maxima[~open_still], strict=True)
        yield from zip(some[open_still].tolist(), np.hstack([maxima[open_still], more]), strict=True)


def _highest(tree: Tree, sought: Sought, wanted: Whole, which: range, seed: int, how: Terms) -> Floats:
    """Return the highest ratios of wanted nodes, a row each, in these replicates."""
    if not (len(wanted) and len(which)):
        return np.zeros((len(wanted), len(which)))
    rows = np.full(len(sought.scanned), -1)
    rows[wanted] = np.arange(len(wanted))
    again = _sought(rows >= 0, sought.observed, np.zeros(len(rows)), how, rows)
    return replicate(tree, again, which, seed=seed, workers=how.workers).kept[:, which.start :]


def _is_unsure(maxima: Floats, observed: float) -> bool:
    """Return whether more replicates would make a node's p surer: few reached it, and it is not far beyond them."""
    return int((maxima >= observed).sum()) < RARE and float(fitted(maxima, observed)) > FAR


def _windows(
    nodes: Nodes, ratios: Floats, found: Floats, kept: dict[int, Floats], highest: Floats, how: Terms
) -> tuple[Window, ...]:
    windows: list[Window] = []
    for node, maxima in kept.items():
        if found[node] > how.report:
            continue
        floor = min(float(ratios[node]) - 1e-9, float(np.quantile(maxima, 1 - how.report)))
        windows += _windows_of(nodes, node, floor, how)
    if not windows:
        return ()
    p_scan = p_values(highest, [window.ratio for window in windows])
    # A node's best was drawn more often: what comes after it cannot be rarer.
    p_node = [max(found[each.node], float(p_values(kept[each.node], each.ratio)) * (each.rank > 0)) for each in windows]
    known = [
        replace(window, p_node=float(own), p_scan=float(all_nodes))
        for window, own, all_nodes in zip(windows, p_node, p_scan, strict=True)
        if own <= how.report
    ]
    return tuple(sorted(known, key=lambda window: (window.p_node, -window.ratio, window.node, window.first)))


def _windows_of(nodes: Nodes, node: int, floor: float, how: Terms) -> list[Window]:
    """Return the node's best window, and then the best of those that share no day with one before."""
    own = slice(nodes.first[node], nodes.first[node + 1])
    first, last, count, expected, ratio = windows_from(
        nodes.days[own], nodes.held[own], nodes.shares[nodes.below_of[node]], how.longest, how.fewest, floor
    )
    found: list[Window] = []
    free = np.ones(len(ratio), dtype=bool)
    while free.any():
        best = int(np.argmax(np.where(free, ratio, -1.0)))
        free &= (last < first[best]) | (first > last[best])
        figures = tuple(float(column[best]) for column in (first, last, count, expected, ratio))
        found.append(placed(nodes, node, figures, rank=len(found)))
    return found


def _is_same_branch(one: Window, other: Window) -> bool:
    pairs = ((one.area, other.area), (one.place, other.place), (one.signer, other.signer))
    return all(-1 in pair or pair[0] == pair[1] for pair in pairs)


def _overlap(one: Window, other: Window) -> bool:
    return one.first <= other.last and other.first <= one.last
