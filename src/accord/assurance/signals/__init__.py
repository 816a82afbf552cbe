"""Signals: each a question about decisions, with the evidence that raises it. One module a signal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from accord.assurance.signals import (
    bursts,
    care_withheld,
    disparity,
    group_rationale,
    high_rate,
    no_conversation,
    remote_only,
    reversals,
    same_text,
    shifts,
    signer_days,
    whole_group,
)
from accord.assurance.signals.kinds import Held, Settings, Signal

Find = Callable[[Held, Settings], Sequence[Signal]]

SIGNALS: tuple[Find, ...] = (
    bursts.find,
    signer_days.find,
    shifts.find,
    same_text.find,
    group_rationale.find,
    no_conversation.find,
    remote_only.find,
    reversals.find,
    care_withheld.find,
    high_rate.find,
    whole_group.find,
    disparity.find,
)
"""Every finder of a run. What they find together goes through `discoveries.control`."""
