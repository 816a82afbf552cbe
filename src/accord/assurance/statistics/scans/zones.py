"""Scans over given zones without time: Bernoulli (cases and controls) and Poisson (cases and what is expected).

A zone is any set of places: a site, a practice's patients, the places around one. For decisions, the cases may be those
whose conversation is not evidenced, the people all decisions (Kulldorff 1997). Made for a few hundred places.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.assurance.statistics.numbers import Flags, Floats, Whole
from accord.assurance.statistics.scans.extremes import p_values
from accord.assurance.statistics.scans.likelihoods import bernoulli_ratio, poisson_ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone that holds more cases than expected; its p is against the highest ratio of any zone in each replicate."""

    zone: int
    cases: int
    expected: float
    ratio: float
    p_value: float


def zones_around(positions: Floats, people: Whole, *, at_most: float = 0.5) -> Flags:
    """Return circles, a row each: every place with its nearest, one more at a time, up to this share of the people."""
    apart = ((positions[:, None, :] - positions[None, :, :]) ** 2).sum(axis=2)
    nearest = np.argsort(apart, axis=1, kind="stable")
    within = np.cumsum(people[nearest], axis=1) <= at_most * people.sum()
    found = np.zeros((len(people), len(people), len(people)), dtype=bool)
    for centre, order in enumerate(nearest):
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        found[centre] = rank[None, :] <= np.arange(len(order))[:, None]
    return np.unique(found[within], axis=0)


def scan_bernoulli(
    cases: Whole, people: Whole, zones: Flags, *, replicates: int = 999, seed: int = 0
) -> tuple[Zone, ...]:
    """Return the zones with more cases among their people than outside, strongest first, none sharing a place.

    `cases`, `people`: of each place, cases among the people. Replicates deal the cases out among all people again.
    """
    rng = np.random.default_rng(seed)
    drawn = rng.multivariate_hypergeometric(people, int(cases.sum()), size=replicates, method="marginals")
    everyone, in_zone = people.sum(), zones @ people

    def ratios(counted: Whole) -> Floats:
        return bernoulli_ratio(counted, in_zone, cases.sum(), everyone)

    highest = np.array([ratios(zones @ each).max(initial=0.0) for each in drawn])
    return _apart(zones, zones @ cases, in_zone * (cases.sum() / everyone), ratios(zones @ cases), highest)


def scan_poisson(
    cases: Whole, expected: Floats, zones: Flags, *, replicates: int = 999, seed: int = 0
) -> tuple[Zone, ...]:
    """Return the zones with more cases than expected, strongest first, none sharing a place; given all cases together.

    `expected`: of each place, in any unit (scaled to the number of cases). Replicates deal the cases out by it again.
    """
    rng = np.random.default_rng(seed)
    share = expected / expected.sum()
    in_zone = (zones @ share) * cases.sum()

    def ratios(counted: Whole) -> Floats:
        return poisson_ratio(counted, in_zone, cases.sum())

    drawn = rng.multinomial(int(cases.sum()), share, size=replicates)
    highest = np.array([ratios(zones @ each).max(initial=0.0) for each in drawn])
    return _apart(zones, zones @ cases, in_zone, ratios(zones @ cases), highest)


def _apart(zones: Flags, counted: Whole, expected: Floats, ratios: Floats, highest: Floats) -> tuple[Zone, ...]:
    free = ratios > 0
    found = []
    while free.any():
        best = int(np.argmax(np.where(free, ratios, -1.0)))
        free &= ~(zones & zones[best]).any(axis=1)
        found.append(
            Zone(
                zone=best,
                cases=int(counted[best]),
                expected=float(expected[best]),
                ratio=float(ratios[best]),
                p_value=float(p_values(highest, ratios[best])),
            )
        )
    return tuple(found)
