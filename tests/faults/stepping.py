"""`accord serve` with a clock that steps back two minutes at each SIGUSR1, as when a machine is set right.

The database keeps its own clock: only the machine that serves pages is set.
"""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime, timedelta
from types import FrameType

import time_machine

from accord.config.main import run

COMMAND = (sys.executable, "-m", "tests.faults.stepping", "serve", "--port", "0")
STEP = timedelta(minutes=2)
"""Four of them stay within what a claim on a connection outlasts; a clock further from the database's shows nothing."""


def main() -> None:
    """Serve."""
    clock = time_machine.travel(datetime.now(UTC)).start()

    def step_back(_number: int, _frame: FrameType | None) -> None:
        clock.shift(-STEP)

    signal.signal(signal.SIGUSR1, step_back)
    run()


if __name__ == "__main__":
    main()
