"""Events to be scanned, in few words; and a scan that tries every window, to hold the fast one against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from accord.assurance.statistics.scans.likelihoods import poisson_ratio
from accord.assurance.statistics.scans.trees import Happenings


def happenings(
    events: Sequence[tuple[int, int, int]], *, area_of: Sequence[int] = (0,), length: int = 10
) -> Happenings:
    """Return events given as (day, place, signer)."""
    columns = np.array(events, dtype=np.int64).reshape(-1, 3).T
    return Happenings(days=columns[0], places=columns[1], signers=columns[2], area_of=np.array(area_of), length=length)


def steady(
    events: int, *, places: int = 4, areas: int = 2, signers: int = 2, length: int = 300, seed: int = 1
) -> Happenings:
    """Return events by chance alone."""
    rng = np.random.default_rng(seed)
    at = rng.integers(0, places, events)
    return Happenings(
        days=rng.integers(0, length, events),
        places=at,
        signers=at * signers + rng.integers(0, signers, events),
        area_of=np.arange(places) % areas,
        length=length,
    )


def best_by_trying(days: np.ndarray, shares: np.ndarray, *, longest: int, fewest: int) -> float:
    """Return the highest ratio of any window of whole days, with an event at its ends or not."""
    best = 0.0
    for first in range(len(shares)):
        for last in range(first, min(first + longest, len(shares))):
            count = int(((days >= first) & (days <= last)).sum())
            if count >= fewest:
                expected = len(days) * shares[first : last + 1].sum()
                best = max(best, float(poisson_ratio(count, expected, len(days))))
    return best


def with_burst(given: Happenings, *, days: Sequence[int], place: int, signer: int) -> Happenings:
    """Return the events and, beside them, one on each of these days by one signer at one place."""
    more = len(days)
    return replace(
        given,
        days=np.concatenate([given.days, np.array(days)]),
        places=np.concatenate([given.places, np.full(more, place)]),
        signers=np.concatenate([given.signers, np.full(more, signer)]),
    )
