"""What is tried: anything that is given an extract and a day, and returns signals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from accord.assurance.signals.kinds import Held, Settings, Signal
from accord.assurance.statistics.discoveries import q_values

Detector = Callable[[Path, dt.date], Sequence[Signal]]
"""Given a DuckDB database of canonical tables and the day of the run, return the signals."""
Find = Callable[[Held, Settings], Sequence[Signal]]
"""One of our own signals, or all of them together."""
LOOK_BACK = 182
"""A weekly run asks about the decisions of the last half year; earlier ones are the past to compare with."""


def detector_of(*finds: Find, seed: int = 1, replicates: int = 999, processes: int = 1, q: float = 0.05) -> Detector:
    """Return our own signals as a detector: those by rule, and those whose q is small.

    Signals with a p and no q yet take theirs from all that were raised together, as a run gives it.
    """

    def detect(database: Path, as_of: dt.date) -> list[Signal]:
        since = as_of - dt.timedelta(days=LOOK_BACK)
        settings = Settings(as_of=as_of, since=since, seed=seed, replicates=replicates, processes=processes)
        held = Held.open(database)
        try:
            signals = [signal for find in finds for signal in find(held, settings)]
            return [signal for signal in _with_q(signals) if signal.q_value is None or signal.q_value <= q]
        finally:
            held.tables.close()

    return detect


def _with_q(signals: Sequence[Signal]) -> list[Signal]:
    waiting = [signal for signal in signals if signal.p_value is not None and signal.q_value is None]
    settled = [signal for signal in signals if signal.p_value is None or signal.q_value is not None]
    found = q_values([p for signal in waiting if (p := signal.p_value) is not None])
    return settled + [replace(signal, q_value=float(q)) for signal, q in zip(waiting, found, strict=True)]
