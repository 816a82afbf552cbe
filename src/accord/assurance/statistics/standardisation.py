"""Indirect standardisation: what a unit would count if each of its people were as likely as their like elsewhere.

Never adjusted for: what is suspected (living in a care home, when the question is a blanket over a home), nor a step of
the process itself (whether a conversation is recorded). Show the plain figure beside the standardised one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from accord.assurance.statistics.intervals import byar, poisson_limits
from accord.assurance.statistics.numbers import Floats, Interval, Whole, counts, floats, numbered


@dataclass(frozen=True, slots=True)
class Strata:
    """Which stratum each row is in (0, 1, …), what the strata are made of, and what was left out as suspected."""

    codes: Whole
    adjusted_for: tuple[str, ...]
    left_out: tuple[str, ...]


def strata(columns: Mapping[str, ArrayLike], *, suspected: Collection[str]) -> Strata:
    """Return the strata that all columns together make, but for those that are suspected.

    Each column holds one value a row; values that are missing must be given as a value of their own. Raises ValueError
    where no column is given, or columns differ in length.
    """
    if len({len(np.asarray(values)) for values in columns.values()}) != 1:
        raise ValueError("columns: none, or of different lengths were given; columns of one length are accepted.")
    used = tuple(name for name in columns if name not in suspected)
    left_out = tuple(name for name in columns if name in suspected)
    together = np.zeros(len(np.asarray(next(iter(columns.values())))), dtype=np.int64)
    for name in used:
        coded = _coded(np.asarray(columns[name]))
        together = numbered(together * (int(coded.max(initial=0)) + 1) + coded)[1]
    return Strata(together, used, left_out)


def _coded(values: NDArray[Any]) -> Whole:
    """Return the place of each value among the different ones, in order; words are not sorted one by one."""
    if values.dtype.kind not in "OU":
        return np.unique(values, return_inverse=True)[1].astype(np.int64)
    words = values.tolist()
    places = {word: place for place, word in enumerate(sorted(set(words)))}
    return np.fromiter(map(places.__getitem__, words), dtype=np.int64, count=len(words))


def expect(
    units: ArrayLike, strata: ArrayLike, events: ArrayLike, at_risk: ArrayLike, *, leave_one_out: bool = False
) -> Floats:
    """Return the count expected of each unit 0, 1, … at its peers' rates (Breslow and Day 1987, 2.3).

    Rows are people, or cells of people: `units` and `strata` are codes from 0, `events` counts, `at_risk` people or
    person-days. With `leave_one_out` a unit is no peer of itself, so that it cannot hide in its own norm; the sum
    expected then differs from the sum observed. A stratum that no peer has takes the peers' rate over all strata.
    Raises ValueError for a count below 0.
    """
    unit, stratum = np.asarray(units, dtype=np.int64), np.asarray(strata, dtype=np.int64)
    happened, risk = counts(events, "events"), counts(at_risk, "at_risk")
    shape = (int(unit.max(initial=-1)) + 1, int(stratum.max(initial=-1)) + 1)
    pair, cell = numbered(unit * shape[1] + stratum)
    own_events = floats(np.bincount(cell, happened, minlength=len(pair)))
    own_risk = floats(np.bincount(cell, risk, minlength=len(pair)))
    owner, within = pair // shape[1], pair % shape[1]
    peers = _Totals(within, own_events, own_risk, shape[1])
    overall = _Totals(owner, own_events, own_risk, shape[0])
    taken = 1.0 if leave_one_out else 0.0
    all_rate = _rate(
        own_events.sum() - taken * overall.events[owner], own_risk.sum() - taken * overall.risk[owner], 0.0
    )
    rate = _rate(peers.events[within] - taken * own_events, peers.risk[within] - taken * own_risk, all_rate)
    return floats(np.bincount(owner, rate * own_risk, minlength=shape[0]))


def standardise(observed: ArrayLike, expected: ArrayLike) -> Floats:
    """Return observed over expected (a ratio, 1 = as expected); NaN where nothing is expected."""
    seen, mean = counts(observed, "observed"), counts(expected, "expected")
    ratios = np.full(np.broadcast(seen, mean).shape, np.nan)
    return floats(np.divide(seen, mean, out=ratios, where=mean > 0))


def ratio_interval(
    observed: ArrayLike, expected: ArrayLike, *, level: float = 0.95, approximate: bool = False
) -> Interval:
    """Return the limits of a standardised ratio: exact Poisson, or Byar's approximation. Expected is taken as known."""
    limits = (byar if approximate else poisson_limits)(observed, level=level)
    mean = np.where(counts(expected, "expected") > 0, floats(expected), np.nan)
    return Interval(limits.lower / mean, limits.upper / mean)


class _Totals:
    """Events and people at risk by some code."""

    def __init__(self, codes: Whole, events: Floats, risk: Floats, size: int) -> None:
        self.events = np.bincount(codes, events, minlength=size)
        self.risk = np.bincount(codes, risk, minlength=size)


def _rate(events: Floats, risk: Floats, otherwise: Floats | float) -> Floats:
    # What is left after taking a unit's own share from a sum may be a rounding error below nought.
    known = risk > 1e-9
    return np.where(known, np.maximum(events, 0) / np.where(known, risk, 1.0), otherwise)
