"""What is tried: anything that is given an extract and a day, and returns signals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from accord.assurance.signals.kinds import Held, Settings, Signal

Detector = Callable[[Path, dt.date], Sequence[Signal]]
"""Given a DuckDB database of canonical tables and the day of the run, return the signals."""
Find = Callable[[Held, Settings], Sequence[Signal]]
"""One of our own signals, or all of them together."""
LOOK_BACK = 182
"""A weekly run asks about the decisions of the last half year; earlier ones are the past to compare with."""


def detector_of(*finds: Find, seed: int = 1, replicates: int = 999, processes: int = 1, q: float = 0.05) -> Detector:
    """Return our own signals as a detector: those by rule, and those whose q (or p, if there is no q) is small."""

    def detect(database: Path, as_of: dt.date) -> list[Signal]:
        since = as_of - dt.timedelta(days=LOOK_BACK)
        settings = Settings(as_of=as_of, since=since, seed=seed, replicates=replicates, processes=processes)
        held = Held.open(database)
        try:
            return [signal for find in finds for signal in find(held, settings) if _is_kept(signal, q)]
        finally:
            held.tables.close()

    return detect


def _is_kept(signal: Signal, q: float) -> bool:
    chance = signal.p_value if signal.q_value is None else signal.q_value
    return chance is None or chance <= q
