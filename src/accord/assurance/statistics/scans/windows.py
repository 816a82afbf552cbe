"""Compiled: the windows of one node, each beginning and ending on a day with an event, and the best of them.

Only such windows can be the best: another with the same events is longer and expects more. Days are numbered from 0;
`below[d]` is the share of a node's expectation before day d: days i to j expect total · (below[j+1] − below[i]).
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numba import njit

from accord.assurance.statistics.numbers import Floats, Whole, floats

KEPT = os.access(Path(__file__).parent, os.W_OK)
"""Whether what is compiled can be kept beside this file for the next process; else each compiles its own."""
SMALL = 16
"""Counts below this are told by a table whether they can reach a floor; larger ones by an inequality."""
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


def limits_of(floors: Floats, fewest: int) -> Floats:
    """Return for each floor what windows with a count of 0, 1, … may expect and still reach it.

    c·ln(c/E) alone is no smaller than the ratio, so E ≤ c·exp(−floor/c); and a window holds more than it expects.
    """
    counts = np.arange(float(SMALL))
    limits = np.nextafter(counts, 0) * np.exp(-floors[:, None] / np.maximum(counts, 1))
    limits[:, :fewest] = -1.0
    return floats(limits)


@njit(nogil=True, cache=KEPT)
def best_ratio(
    days: Whole,
    held: Whole,
    begin: int,
    end: int,
    below: Floats,
    longest: int,
    fewest: int,
    floor: float,
    limits: Floats,
    node: int,
    whole: int = 0,
) -> float:
    """Return the highest ratio of a node's windows; 0 where none reaches `floor`.

    `days`, `held`: from `begin` to before `end` the days with events, ascending, and how many each holds.
    `limits[node, c]`: of windows with a small count c, what they may expect and still reach the floor.
    `whole`: the total that the ratio is conditional on; the node's own, if 0.
    """
    total = 0
    for place in range(begin, end):
        total += held[place]
    whole = whole or total
    best, found = floor, 0.0
    for first in range(begin, end):
        count, start, until = 0, below[days[first]], days[first] + longest
        for last in range(first, end):
            if days[last] >= until:
                break
            count += held[last]
            expected = total * (below[days[last] + 1] - start)
            if count < SMALL:
                if expected > limits[node, count]:
                    continue
            elif count < fewest or count <= expected or not can_reach(count, expected, whole, best):
                continue
            here = ratio(count, expected, whole)
            if here >= best:
                best = found = here
    return found


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
    limits: Floats,
    whole: int = 0,
) -> Floats:
    """Return the highest ratio of each node's windows, as observed; 0 where no window holds more than expected.

    `limits`: those of a floor of 0.
    """
    found = np.zeros(len(first) - 1)
    for node in range(len(found)):
        below = shares[below_of[node]]
        found[node] = best_ratio(
            days, held, first[node], first[node + 1], below, longest, fewest, 0.0, limits, 0, whole
        )
    return found
