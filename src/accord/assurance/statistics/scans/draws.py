"""Compiled: drawing days and sizes of visits at random, the same whatever the number of threads."""

from __future__ import annotations

import numpy as np
from numba import njit

from accord.assurance.statistics.numbers import Floats, Whole
from accord.assurance.statistics.scans.windows import KEPT

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
THIRTY, TWENTY_SEVEN, THIRTY_ONE = np.uint64(30), np.uint64(27), np.uint64(31)
THIRTY_TWO, LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)
TO_UNIT = 1.0 / 4294967296.0
"""2⁻³²: what makes of 32 random bits a number from 0 to below 1."""
CELLS = 4096
"""Of the guide that finds a day from a random number."""


@njit(nogil=True, cache=KEPT)
def mixed(state: np.uint64) -> np.uint64:
    """Return the random bits of a state (SplitMix64: Steele, Lea and Flood 2014). Add `GOLDEN` for the next state."""
    bits = (state ^ (state >> THIRTY)) * FIRST
    bits = (bits ^ (bits >> TWENTY_SEVEN)) * SECOND
    return bits ^ (bits >> THIRTY_ONE)


@njit(nogil=True, cache=KEPT)
def started(seed: int, site: int, replicate: int) -> np.uint64:
    """Return the first state for one site in one replicate."""
    state = mixed(np.uint64(seed) + GOLDEN)
    state = mixed(state ^ (np.uint64(site) + GOLDEN))
    return mixed(state ^ ((np.uint64(replicate) << THIRTY_TWO) + GOLDEN))


@njit(nogil=True, cache=KEPT)
def make_guide(below: Floats, guide: Whole) -> None:
    """Write for each cell of 0 to 1 the first day that a number in it can fall on."""
    day = 0
    for cell in range(CELLS):
        while below[day + 1] <= cell / CELLS:
            day += 1
        guide[cell] = day


@njit(nogil=True, cache=KEPT)
def draw(
    visits: range, below: Floats, guide: Whole, pool: Whole, state: np.uint64, calendar: Whole, marks: Whole
) -> None:
    """Draw a day with the chance that is its share, and a size from the pool, for each of these visits of a place.

    `state`: the place's; each visit has bits of its own, whichever others are drawn. Sizes are added up in `calendar`,
    and days are marked in `marks`, a bit each.
    """
    several = len(pool) > 1
    state += GOLDEN * np.uint64(visits.start)
    for _ in visits:
        state += GOLDEN
        bits = mixed(state)
        share = np.float64(bits >> THIRTY_TWO) * TO_UNIT
        day = guide[np.int64(share * CELLS)]
        while below[day + 1] <= share:
            day += 1
        # The other half of the bits: a number below the pool's size, each as likely as the others.
        calendar[day] += pool[np.int64(((bits & LOWER) * np.uint64(len(pool))) >> THIRTY_TWO)] if several else pool[0]
        marks[day >> 6] |= np.int64(1) << (day & 63)
