"""All signals over an extract, 999 replicates, 20,000 sites and three years: `python -m benchmarks signals`.

The tables are those of `benchmarks.measures`, at 20,000 sites whatever the number of decisions: nothing happened in
them that a signal should tell of. Reasons are codes and hashes; what their words cost is in `benchmarks.texts`.
Beside it stands a bare scan of the same file in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from accord.assurance.runs.signalling import BY_MODULE
from accord.assurance.signals import SIGNALS, discoveries
from accord.assurance.signals.kinds import Held, Signal
from accord.assurance.signals.kinds import Settings as Asked
from accord.assurance.statistics.scans.bursts import Terms, scan
from benchmarks.bare import peak, scan_bare, timed
from benchmarks.drawn_extracts import draw
from benchmarks.figures import Figure
from benchmarks.runs import CONSOLE, Settings, run
from benchmarks.scans import drawn

TO = date(2026, 11, 1)
PLACES = 20_000
AT_MOST = {1_000_000: 120.0, 10_000_000: 300.0}
"""Seconds, for so many decisions."""
BY = "reading every column in DuckDB"


def measure(settings: Settings) -> Sequence[Figure]:
    """Ask every finder, and return how long each took."""
    database = settings.data / "extract.duckdb"
    settings.data.mkdir(parents=True, exist_ok=True)
    if not database.exists():
        CONSOLE.print("drawing the tables")
        draw(database, settings.people, PLACES)
    # Compiled code is made by the first scan of an installation, and kept.
    scan(drawn(200, places=10), Terms(replicates=9))
    bare = timed(lambda: scan_bare(database, "decisions", "population"))
    processor = time.process_time()
    found, took = _asked(database)
    processor = time.process_time() - processor
    told = discoveries.control(found)
    CONSOLE.print(f"{sum(map(len, found)):,} looked at, {len(told.signals):,} told")
    return _figures(settings.people, bare, took, processor)


def _asked(database: Path) -> tuple[list[Sequence[Signal]], dict[str, float]]:
    found: list[Sequence[Signal]] = []
    took: dict[str, float] = {}
    held = Held.open(database)
    for find in SIGNALS:
        began = time.perf_counter()
        found.append(find(held, Asked(as_of=TO)))
        name = BY_MODULE[find.__module__.rpartition(".")[2]].value
        took[name] = time.perf_counter() - began
        CONSOLE.print(f"{name}: {took[name]:.1f} s")
    held.tables.close()
    return found, took


def _figures(people: int, bare: float, took: dict[str, float], processor: float) -> Sequence[Figure]:
    whole = sum(took.values())
    return (
        Figure(
            name="All signals, 999 replicates, 20,000 sites",
            unit="s",
            people=people,
            value=whole,
            bound=bare,
            bound_by=BY,
            target=AT_MOST.get(people),
            grows=True,
        ),
        *(Figure(name=f"Signal {name}", unit="s", people=people, value=each) for name, each in took.items()),
        Figure(name="Processors' time, all signals", unit="s", people=people, value=processor),
        Figure(name="Memory for signals", unit="GiB", people=people, value=peak()),
    )


if __name__ == "__main__":
    run(measure)
