"""How far a long statement of the engine is, told while it runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it is, and how far it will go (0: not known)."""
EVERY = 0.5
"""Seconds between two looks."""
WHOLE = 100


def in_silence(_doing: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@contextmanager
def watched(connection: duckdb.DuckDBPyConnection, doing: str, progress: Progress) -> Iterator[None]:
    """Tell, now and then, how many hundredths of the statement that runs are done."""
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(EVERY):
            done = int(connection.query_progress())
            if 0 < done <= WHOLE:
                progress(doing, done, WHOLE)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()
