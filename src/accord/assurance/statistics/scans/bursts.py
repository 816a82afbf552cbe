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

from accord.assurance.statistics.numbers import Floats, Whole, floats
from accord.assurance.statistics.scans.extremes import fitted, p_values
from accord.assurance.statistics.scans.replicates import Reached, Sought, Tree
from accord.assurance.statistics.scans.runs import replicate
from accord.assurance.statistics.scans.trees import Happenings, Level, Nodes, grow
from accord.assurance.statistics.scans.windows import SAME, best_of_nodes, windows_from

RARE = 10
"""A node that fewer replicates reached is drawn more often."""
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
    ratios = best_of_nodes(nodes.first, nodes.days, nodes.held, nodes.shares, nodes.below_of, how.longest, how.fewest)
    tried = worth & (nodes.total >= how.fewest) & (how.areas | (nodes.place >= 0))
    # No window holds more than expected: every replicate reaches that.
    scanned = tried & (ratios > 0)
    sought = Sought(scanned, ratios, np.full(len(ratios), -1), how.longest, how.fewest)
    drawn = _draw(tree, sought, how)
    found = np.where(scanned, drawn.chances, np.where(tried, 1.0, np.nan))
    rare = np.flatnonzero(scanned & ((drawn.times < RARE) | (found <= how.report)))
    kept = dict(zip(rare.tolist(), _maxima(tree, sought, rare, drawn, how), strict=True))
    for node, maxima in kept.items():
        found[node] = p_values(maxima, ratios[node])
    unsure = [node for node in kept if nodes.place[node] >= 0 and _is_unsure(kept[node], float(ratios[node]))]
    for node, chance in _draw_deeper(tree, sought, unsure, kept, how):
        found[node] = chance
    windows = _windows(nodes, ratios, found, kept, drawn.highest, how)
    return Scan(nodes, np.where(tried, ratios, np.nan), found, drawn.highest, windows)


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


@dataclass(slots=True)
class _Drawn:
    """What was drawn so far. Of each node: how many replicates reached it, of how many; `highest`: of the first.

    `kept`: of each turn, the nodes that were drawn and the highest ratios of each, a row each.
    """

    times: Whole
    drawn: Whole
    highest: Floats
    kept: list[tuple[Whole, Floats]]

    @property
    def chances(self) -> Floats:
        """The p of each node, counted."""
        return floats((1 + self.times) / (1 + self.drawn))


def _draw(tree: Tree, sought: Sought, how: Terms) -> _Drawn:
    """Draw all nodes, then, where they may settle, those that few replicates reached, until all have been drawn."""
    if how.settle_after is None:
        reached = replicate(tree, sought, range(how.replicates), seed=how.seed, workers=how.workers)
        return _Drawn(reached.times, np.full(len(reached.times), how.replicates), reached.highest, [])
    size = min(how.settle_after, how.replicates)
    every = np.flatnonzero(sought.scanned)
    reached = _reached(tree, sought, every, range(size), how)
    done = _Drawn(reached.times, np.full(len(reached.times), size), reached.highest, [(every, reached.kept)])
    while size < how.replicates:
        unsettled = np.flatnonzero(sought.scanned & (done.drawn == size) & (done.times < SETTLED))
        which = range(size, min(size * MORE, how.replicates))
        reached = _reached(tree, sought, unsettled, which, how)
        done.times += reached.times
        done.kept.append((unsettled, reached.kept))
        size = which.stop
        done.drawn[unsettled] = size
    return done


def _reached(tree: Tree, sought: Sought, wanted: Whole, which: range, how: Terms) -> Reached:
    """Draw wanted nodes in these replicates; their highest ratios are kept, a row each."""
    rows = np.full(len(sought.scanned), -1)
    rows[wanted] = np.arange(len(wanted))
    again = sought._replace(scanned=rows >= 0, rows=rows)
    return replicate(tree, again, which, seed=how.seed, workers=how.workers)


def _maxima(tree: Tree, sought: Sought, rare: Whole, drawn: _Drawn, how: Terms) -> Iterator[Floats]:
    """Yield the highest ratios of each rare node in all replicates that drew it: those kept, or else drawn again."""
    if drawn.kept:
        for node in rare:
            yield np.concatenate([turn[at] for nodes, turn in drawn.kept for at in _place_of(node, nodes)])
        return
    at_once = max(1, MEMORY // how.replicates)
    for begin in range(0, len(rare), at_once):
        yield from _reached(tree, sought, rare[begin : begin + at_once], range(how.replicates), how).kept


def _place_of(node: int, nodes: Whole) -> Iterator[int]:
    """Yield where a node stands among these, which are ascending; nothing if it does not."""
    at = int(np.searchsorted(nodes, node))
    if at < len(nodes) and nodes[at] == node:
        yield at


def _draw_deeper(
    tree: Tree, sought: Sought, unsure: list[int], kept: dict[int, Floats], how: Terms
) -> Iterator[tuple[int, float]]:
    """Draw on the nodes that few replicates reached, each time more often; yield the p of each."""
    steps = list(_steps(how))
    at_once = max(1, MEMORY // max(steps, default=1))
    for begin in range(0, len(unsure), at_once):
        some = {node: kept[node] for node in unsure[begin : begin + at_once]}
        open_still, size = list(some), how.replicates
        for step in steps:
            more = _reached(tree, sought, np.array(open_still, dtype=np.int64), range(size, step), how).kept
            some |= {node: np.append(some[node], row) for node, row in zip(open_still, more, strict=True)}
            size = step
            open_still = [node for node in open_still if _is_unsure(some[node], float(sought.observed[node]))]
        yield from ((node, float(p_values(maxima, sought.observed[node]))) for node, maxima in some.items())


def _steps(how: Terms) -> Iterator[int]:
    """Yield how often a node is drawn in all: ten times as often, and again; where nodes may settle, a third before."""
    size = how.replicates * 10 + 9
    while size <= how.deepest:
        if how.settle_after is not None:
            yield size // MORE
        yield size
        size = size * 10 + 9


def _is_unsure(maxima: Floats, observed: float) -> bool:
    """Return whether more replicates would make a node's p surer: few reached it, and it is not far beyond them."""
    return int((maxima >= observed - SAME).sum()) < RARE and float(fitted(maxima, observed)) > FAR


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
