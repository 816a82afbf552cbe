"""What is tried: anything that is given an extract and a day, and returns signals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from accord.assurance.signals import Find
from accord.assurance.signals.discoveries import control
from accord.assurance.signals.kinds import Held, Settings, Signal

Detector = Callable[[Path, dt.date], Sequence[Signal]]
"""Given a DuckDB database of canonical tables and the day of the run, return the signals."""
LOOK_BACK = 182
"""A weekly run asks about the decisions of the last half year; earlier ones are the past to compare with."""


def detector_of(
    *finds: Find, seed: int = 1, replicates: int = 999, processes: int = 1, q: float = 0.05, every: int = 7
) -> Detector:
    """Return our own signals as a detector that is run `every` so many days: those by rule, and those of a small q.

    Those with a p take their q from all that was tested, as a run gives it.
    """
    looks = max(1, LOOK_BACK // every)

    def detect(database: Path, as_of: dt.date) -> list[Signal]:
        since = as_of - dt.timedelta(days=LOOK_BACK)
        settings = Settings(
            as_of=as_of, since=since, seed=seed, replicates=replicates, processes=processes, looks=looks
        )
        held = Held.open(database)
        try:
            return list(control([find(held, settings) for find in finds], rate=q, looks=looks).signals)
        finally:
            held.tables.close()

    return detect
