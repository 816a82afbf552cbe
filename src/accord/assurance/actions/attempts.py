"""One run at a time, and a note of when it began and how it ended."""

from __future__ import annotations

import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

import structlog
from django.utils import timezone

from accord.assurance import folders
from accord.assurance.actions import whole_folders
from accord.domain.errors import Conflict

TRIES, BETWEEN = 20, 0.05
_log = structlog.stdlib.get_logger("accord.assurance")


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock for as long as a run is made, and note how it went. Raises Conflict where somebody else holds it.

    What is noted and logged of a failure is its kind: its words could hold what was read.
    """
    whole_folders.make(folders.place())
    with folders.lock().open("ab") as file:
        _hold(file)
        began = timezone.now()
        _note(began, None, "")
        try:
            yield
        except BaseException as failure:
            _note(began, timezone.now(), type(failure).__name__)
            _log.warning("the run over the record did not end", why=type(failure).__name__)
            raise
        _note(began, timezone.now(), "")


def _hold(file: IO[bytes]) -> None:
    """Take the lock. A page that asks whether it is held has it for a moment, so it is asked for more than once."""
    for _ in range(TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        time.sleep(BETWEEN)
    raise Conflict("A run over the record is being made already.")


def _note(began: datetime, ended: datetime | None, why: str) -> None:
    held = {"began_at": began.isoformat(), "ended_at": ended.isoformat() if ended else None, "why": why}
    target = folders.attempt()
    beside = Path(f"{target}.new")
    beside.write_text(json.dumps(held), encoding="utf-8")
    beside.replace(target)
