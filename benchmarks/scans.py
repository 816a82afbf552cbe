"""How long a scan for bursts takes: `python -m benchmarks scans`. What others give for people is decisions here.

20,000 places in 42 areas with some five signers each, over three years; places differ in size, and nothing happened.
Beside it stands what numpy takes to draw and sort the same events as often, which scans nothing. The shares of nodes at
or below a p show whether p is what it says.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from accord.assurance.statistics.scans.bursts import Scan, Terms, scan
from accord.assurance.statistics.scans.trees import Happenings
from benchmarks.bare import peak
from benchmarks.figures import Figure
from benchmarks.runs import CONSOLE, Settings, run

PLACES, QUICK_PLACES = 20_000, 500
AREAS, SIGNERS, LENGTH = 42, 5, 3 * 365 + 1
REPLICATES, QUICK_REPLICATES = 999, 99
AT_MOST = {1_000_000: 90.0}
"""Seconds, for so many decisions."""
SETTLE_AFTER = 39
MOST_DRAWN = 1_000_000
"""Decisions up to which a scan is measured that settles nothing early as well."""
TRIED = 20
LEVELS = (0.5, 0.1, 0.01, 0.001)


def measure(settings: Settings) -> Sequence[Figure]:
    """Scan what is drawn, and return how long it took and whether its p-values hold."""
    replicates = QUICK_REPLICATES if settings.quick else REPLICATES
    scan(drawn(200, places=10), Terms(replicates=9))
    given = drawn(settings.people, places=QUICK_PLACES if settings.quick else PLACES)
    bound = bare(given, replicates)
    figures: list[Figure] = []
    ways = ((None, "all drawn"), (SETTLE_AFTER, f"settled after {SETTLE_AFTER}"))
    for settle_after, how in ways if settings.people <= MOST_DRAWN else ways[1:]:
        began, used = time.perf_counter(), time.process_time()
        found = scan(given, Terms(replicates=replicates, settle_after=settle_after))
        lasted, used = time.perf_counter() - began, time.process_time() - used
        CONSOLE.print(f"{how}: {lasted:.1f} s; {used:.1f} s of processors")
        figures += _figures(f"{replicates} replicates, {how}", settings.people, lasted, used, bound)
        figures += _calibration(how, settings.people, found)
    figures[0] = replace(figures[0], target=AT_MOST.get(settings.people))
    return figures


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


def _figures(what: str, people: int, lasted: float, used: float, bound: float) -> Sequence[Figure]:
    by = "numpy drawing and sorting the same as often"
    name = f"Scan for bursts, {what}"
    return (
        Figure(name=name, unit="s", people=people, value=lasted, bound=bound, bound_by=by, grows=True),
        Figure(name=f"Processors' time, {what}", unit="s", people=people, value=used),
        Figure(name=f"Memory at most, {what}", unit="GiB", people=people, value=peak()),
    )


def _calibration(what: str, people: int, found: Scan) -> Sequence[Figure]:
    chances = found.p_values[~np.isnan(found.p_values)]
    return [
        Figure(
            name=f"Nodes with p up to {level}, {what}",
            unit="share",
            people=people,
            value=float((chances <= level).mean()),
            bound=level,
            bound_by=f"what p says, {len(chances):,} nodes",
        )
        for level in LEVELS
    ]


if __name__ == "__main__":
    run(measure)
