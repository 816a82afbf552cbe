"""The signals of a run: every finder asked, false discovery controlled over all that they tested, `signals.json`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from accord.assurance.extracts.watches import Progress
from accord.assurance.signals import SIGNALS, discoveries
from accord.assurance.signals.discoveries import Discoveries
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind

BY_MODULE = {
    "bursts": SignalKind.BURST,
    "signer_days": SignalKind.SIGNER_DAY,
    "shifts": SignalKind.SHIFT,
    "reversals": SignalKind.REVERSED,
    "high_rates": SignalKind.HIGH_RATE,
    "whole_groups": SignalKind.WHOLE_GROUP,
    "disparities": SignalKind.DISPARITY,
    **{each.value: each for each in SignalKind},
}
"""What the finder of a module looks for: it is told also where it found nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a run tells, and the kinds that were looked for."""

    discoveries: Discoveries
    looked_for: tuple[SignalKind, ...]

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The signals, strongest first."""
        return self.discoveries.signals


def look(database: Path, settings: Settings, progress: Progress) -> Told:
    """Ask every finder, and return what is told."""
    kinds = [BY_MODULE[find.__module__.rpartition(".")[2]] for find in SIGNALS]
    found: list[Sequence[Signal]] = []
    held = Held.open(database)
    with closing(held.tables):
        for number, (kind, find) in enumerate(zip(kinds, SIGNALS, strict=True)):
            progress(f"Looking for: {kind.words.lower()}", number, len(SIGNALS))
            found.append(find(held, settings))
    order = [kind for kind in SignalKind if kind in kinds]
    return Told(discoveries=discoveries.control(found, looks=settings.looks), looked_for=tuple(order))


def write_signals(told: Told, file: Path) -> None:
    """Write `signals.json`: a list, strongest first."""
    held = [each.to_json() for each in told.signals]
    file.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
