"""Compiled: the windows of one node, each beginning and ending on a day with an event, and the best of them.

Only such windows can be the best: another with the same events is longer and expects more. Days are numbered from 0;
`below[d]` is the share of a node's expectation before day d: days i to j expect total · (below[j+1] − below[i]).
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numba import njit

from accord.assurance.statistics.numbers import Floats, Whole

KEPT = os.access(Path(__file__).parent, os.W_OK)
"""Whether what is compiled can be kept beside this file for the next process; else each compiles its own."""
TABLED = 1024
"""Windows with fewer events are kept by their number; larger ones are looked at one by one."""
SAME = 1e-9
"""Ratios that differ by less are the same."""


@njit(nogil=True, cache=KEPT)
def ratio(count: int, expected: float, total: int) -> float:
    """Return the Poisson ratio of a window that holds more than expected."""
    outside = total - count
    rest = 0.0
    if outside > 0:
        rest = outside * np.log(outside / (total - expected))
    inside: float = count * np.log(count / expected)
    return inside + rest


@njit(nogil=True, cache=KEPT)
def can_reach(count: int, expected: float, total: int, floor: float) -> bool:
    """Return whether a window may have a ratio of `floor` or more; cheap, and never wrongly no.

    The ratio is at most chi-squared, (c−E)²·(1/E + 1/(C−E)).
    """
    away = count - expected
    return away * away * total >= floor * expected * (total - expected)


@njit(nogil=True, cache=KEPT)
def best_ratio(
    days: Whole, held: Whole, size: int, below: Floats, longest: int, fewest: int, least: Floats, whole: int = 0
) -> float:
    """Return the highest ratio of a node's windows; 0 where none holds more than expected.

    `days`, `held`: the first `size` are the days with events, ascending, and how many each holds. `whole`: the total
    that the ratio is conditional on; the node's own, if 0.
    `least`: room for the least share that windows with 0, 1, … events expect, infinite before and after. Of windows
    with as many events, the one that expects least has the highest ratio: so few logarithms are taken.
    """
    total = 0
    for place in range(size):
        total += held[place]
    whole = whole or total
    best, most = 0.0, 0
    for first in range(size):
        count, start, until = 0, below[days[first]], days[first] + longest
        for last in range(first, size):
            day = days[last]
            if day >= until:
                break
            count += held[last]
            share = below[day + 1] - start
            if count < TABLED:
                least[count] = min(least[count], share)
            elif count > total * share and can_reach(count, total * share, whole, best):
                best = max(best, ratio(count, total * share, whole))
        most = max(most, count)
    for count in range(min(most + 1, TABLED)):
        expected = total * least[count]
        least[count] = np.inf
        if fewest <= count and count > expected and can_reach(count, expected, whole, best):
            best = max(best, ratio(count, expected, whole))
    return best


def room_for_least() -> Floats:
    """Return the room that `best_ratio` works in."""
    return np.full(TABLED, np.inf)


@njit(nogil=True, cache=KEPT)
def windows_from(
    days: Whole, held: Whole, below: Floats, longest: int, fewest: int, floor: float, whole: int = 0
) -> tuple[Whole, Whole, Whole, Floats, Floats]:
    """Return every window of one node that reaches `floor`: first and last day, count, expected, ratio."""
    total = held.sum()
    whole = whole or total
    room = 16
    spans = np.empty((room, 3), dtype=np.int64)
    figures = np.empty((room, 2))
    number = 0
    for first in range(len(days)):
        count = 0
        for last in range(first, len(days)):
            if days[last] - days[first] >= longest:
                break
            count += held[last]
            expected = total * (below[days[last] + 1] - below[days[first]])
            if count < fewest or count <= expected:
                continue
            here = ratio(count, expected, whole)
            if here < floor:
                continue
            if number == room:
                room *= 2
                spans = np.concatenate((spans, np.empty_like(spans)))
                figures = np.concatenate((figures, np.empty_like(figures)))
            spans[number, 0], spans[number, 1], spans[number, 2] = days[first], days[last], count
            figures[number, 0], figures[number, 1] = expected, here
            number += 1
    spans, figures = spans[:number], figures[:number]
    return spans[:, 0], spans[:, 1], spans[:, 2], figures[:, 0], figures[:, 1]


@njit(nogil=True, cache=KEPT)
def best_of_nodes(
    first: Whole,
    days: Whole,
    held: Whole,
    shares: Floats,
    below_of: Whole,
    longest: int,
    fewest: int,
    whole: int = 0,
) -> Floats:
    """Return the highest ratio of each node's windows, as observed; 0 where no window holds more than expected."""
    found = np.zeros(len(first) - 1)
    least = np.full(TABLED, np.inf)
    for node in range(len(found)):
        own = slice(first[node], first[node + 1])
        size = first[node + 1] - first[node]
        found[node] = best_ratio(days[own], held[own], size, shares[below_of[node]], longest, fewest, least, whole)
    return found


@njit(nogil=True, cache=KEPT)
def best_of_series(counts: Whole, below: Floats, longest: int, fewest: int) -> Floats:
    """Return the highest ratio of one node's windows in each row of counts by day."""
    found = np.zeros(len(counts))
    least = np.full(TABLED, np.inf)
    for row in range(len(counts)):
        days = np.flatnonzero(counts[row])
        found[row] = best_ratio(days, counts[row][days], len(days), below, longest, fewest, least)
    return found
