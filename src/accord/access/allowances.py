"""How often a system may ask: so many requests a minute for each, whatever process answers them.

What a system has left is kept in the database. A process takes a second's share of it at a time, so that a busy system
costs one statement a second and not one a request; what all processes give out together is never more than the
system's allowance. A bucket holds one minute's requests, and fills evenly.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from accord.access.actions.allowances import Taken, take


@dataclass(slots=True)
class Allowances:
    """What one process has taken and not yet given out. `now` gives seconds."""

    take: Callable[[UUID, int, int], Taken] = take
    now: Callable[[], float] = time.monotonic
    _held: dict[UUID, int] = field(default_factory=dict)
    _until: dict[UUID, float] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def wait(self, system_id: UUID, a_minute: int) -> int:
        """Return for how many seconds a system has to wait before it is answered: not at all while it has some left."""
        if not a_minute:
            return 0
        with self._turn:
            held = self._held.get(system_id, 0)
            if held:
                self._held[system_id] = held - 1
                return 0
            left = self._until.get(system_id, 0.0) - self.now()
        return math.ceil(left) if left > 0 else self._ask(system_id, a_minute)

    def _ask(self, system_id: UUID, a_minute: int) -> int:
        taken = self.take(system_id, a_minute, max(1, a_minute // 60))
        with self._turn:
            if taken.count:
                self._held[system_id] = self._held.get(system_id, 0) + taken.count - 1
                return 0
            seconds = math.ceil((1 - taken.remaining) * 60 / a_minute)
            self._until[system_id] = self.now() + seconds
            return seconds


ALLOWANCES = Allowances()
"""Those of this process."""
