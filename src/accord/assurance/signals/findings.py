"""What a finder found: its signals, and how many questions it asked of chance to find them.

Most nodes of a scan are never told of. Were they not counted, the control of false discovery would be a sham.
"""

from __future__ import annotations

from collections.abc import Iterable

from accord.assurance.signals.kinds import Signal


class Findings(list[Signal]):
    """Signals, and the number that were tested: by default those that carry a p."""

    def __init__(self, signals: Iterable[Signal], *, tested: int | None = None) -> None:
        """Hold the signals; `tested` is no less than those among them that carry a p."""
        super().__init__(signals)
        carrying = sum(1 for each in self if each.p_value is not None)
        self.tested = carrying if tested is None else max(tested, carrying)
