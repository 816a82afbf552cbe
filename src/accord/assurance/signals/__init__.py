"""Signals: each a question about decisions, with the evidence that raises it. One module a signal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from accord.assurance.signals import bursts, group_rationale, same_text, shifts, signer_days
from accord.assurance.signals.kinds import Held, Settings, Signal

Find = Callable[[Held, Settings], Sequence[Signal]]

SIGNALS: tuple[Find, ...] = (
    bursts.find,
    signer_days.find,
    shifts.find,
    same_text.find,
    group_rationale.find,
)
"""Every finder of a run. What they find together goes through `discoveries.control`."""
