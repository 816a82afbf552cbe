"""How long a demo's region takes to be told and loaded: 6,000 people, 1,800 plans, over three areas."""

from __future__ import annotations

import shutil
import statistics
import time

from accord.config import embedded
from accord.config.commands.stores import close_connections
from accord.config.migrations import migrate
from accord.synth import loading, regions
from benchmarks.figures import Figure
from benchmarks.runs import Settings, run

TARGET = 60.0


def measure(settings: Settings) -> list[Figure]:
    """Load into an empty record, several times."""
    took = statistics.median(_load(settings) for _ in range(settings.repeat))
    plans = round(settings.people * regions.PLANS_A_PERSON)
    name = f"Load {settings.people:,} people and {plans:,} plans"
    return [Figure(name=name, unit="s", people=settings.people, value=took, target=TARGET)]


def _load(settings: Settings) -> float:
    server = embedded.start(settings.data)
    try:
        migrate()
        started = time.perf_counter()
        loading.load(regions.generate(people=settings.people, seed=1))
        return time.perf_counter() - started
    finally:
        close_connections()
        server.stop()
        shutil.rmtree(settings.data / "postgres")


if __name__ == "__main__":
    run(measure)
