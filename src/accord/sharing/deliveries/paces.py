"""How often, and how fast one after the other, a subscriber that does not answer is tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import SystemRandom

_DICE = SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The first wait and the longest, in seconds, and after how many tries a delivery is dead."""

    first: float = 5.0
    longest: float = 900.0
    tries: int = 14

    def wait(self, failures: int) -> timedelta:
        """Return how long to wait after so many failures in a row: doubled each time, and drawn from its upper half.

        So that those who failed together do not come back together.
        """
        whole = min(self.longest, self.first * 2 ** min(max(failures - 1, 0), 30))
        return timedelta(seconds=whole * _DICE.uniform(0.5, 1.0))
