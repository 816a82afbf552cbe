"""How long a scan for bursts takes: `python -m benchmarks scans`. What others give for people is decisions here.

20,000 places in 42 areas with some five signers each, over three years; places differ in size, and nothing happened.
Beside it stands what numpy takes to draw and sort the same events as often, which scans nothing. The shares of nodes at
or below a p show whether p is what it says.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence

import numpy as np

from accord.assurance.statistics.scans.bursts import Scan, Terms, scan
from accord.assurance.statistics.scans.trees import Happenings
from benchmarks.figures import Figure
from benchmarks.runs import CONSOLE, Settings, run

PLACES, QUICK_PLACES = 20_000, 500
AREAS, SIGNERS, LENGTH = 42, 5, 3 * 365 + 1
REPLICATES, QUICK_REPLICATES = 999, 99
AT_MOST = {1_000_000: 90.0}
"""Seconds, for so many decisions."""
TRIED = 20
LEVELS = (0.5, 0.1, 0.01, 0.001)


def measure(settings: Settings) -> Sequence[Figure]:
    """Scan what is drawn, and return how long it took and whether its p-values hold."""
    replicates = QUICK_REPLICATES if settings.quick else REPLICATES
    scan(drawn(200, places=10), Terms(replicates=9))
    given = drawn(settings.people, places=QUICK_PLACES if settings.quick else PLACES)
    began, used = time.perf_counter(), time.process_time()
    found = scan(given, Terms(replicates=replicates))
    lasted, used = time.perf_counter() - began, time.process_time() - used
    CONSOLE.print(f"{lasted:.1f} s, of which the processors worked {used:.1f} s together")
    return [
        *_figures(settings.people, replicates, lasted, bare(given, replicates)),
        *_calibration(settings.people, found),
    ]


def drawn(decisions: int, *, places: int) -> Happenings:
    """Return decisions by chance alone, at places of different sizes."""
    rng = np.random.default_rng(0)
    sizes = rng.gamma(2, size=places)
    at = rng.choice(places, decisions, p=sizes / sizes.sum())
    return Happenings(
        days=rng.integers(0, LENGTH, decisions),
        places=at,
        signers=at * SIGNERS + rng.integers(0, SIGNERS, decisions),
        area_of=rng.integers(0, min(AREAS, places), places),
        length=LENGTH,
    )


def bare(given: Happenings, replicates: int) -> float:
    """Return the seconds that numpy takes to draw the days again and sort them by place, so many times."""
    rng = np.random.default_rng(1)
    began = time.perf_counter()
    for _ in range(TRIED):
        np.sort(given.places * LENGTH + rng.integers(0, LENGTH, len(given.places)))
    return (time.perf_counter() - began) * replicates / TRIED


def _figures(decisions: int, replicates: int, lasted: float, bound: float) -> Sequence[Figure]:
    return (
        Figure(
            name=f"Scan for bursts, {decisions:,} decisions, {replicates} replicates",
            unit="s",
            value=lasted,
            bound=bound,
            bound_by=f"numpy drawing and sorting the same, {replicates} times",
            target=AT_MOST.get(decisions),
        ),
        Figure(
            name=f"Its memory at most, {decisions:,} decisions",
            unit="MiB",
            value=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        ),
    )


def _calibration(decisions: int, found: Scan) -> Sequence[Figure]:
    chances = found.p_values[~np.isnan(found.p_values)]
    return [
        Figure(
            name=f"Nodes with p up to {level}, {decisions:,} decisions by chance",
            unit="share",
            value=float((chances <= level).mean()),
            bound=level,
            bound_by=f"what p says, {len(chances):,} nodes",
        )
        for level in LEVELS
    ]


if __name__ == "__main__":
    run(measure)
