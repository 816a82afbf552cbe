"""A process that is started again whenever it ends, until whoever started it has done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Protocol

import structlog

AGAIN_AFTER = 1.0
"""Seconds before it is started again, so that one that ends at once takes no processor."""
_log = structlog.stdlib.get_logger("accord.processes")


class Running(Protocol):
    """A process that runs."""

    def wait(self) -> object:
        """Come back once it has ended, however it ended."""

    def stop(self) -> None:
        """End it, and come back once it has ended."""


@contextmanager
def kept_running(name: str, first: Running, start: Callable[[], Running]) -> Iterator[None]:
    """Start it again each time that it ends before the block does; at the end, stop it.

    Started again by a thread that lives until then: the kernel ends a process that is tied to us with the thread that
    started it.
    """
    keeper = _Keeper(name, first, start)
    thread = Thread(target=keeper.keep, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        keeper.stop()
        thread.join()


class _Keeper:
    def __init__(self, name: str, first: Running, start: Callable[[], Running]) -> None:
        self._name, self._running, self._start = name, first, start
        self._stopping, self._starting = Event(), Lock()

    def keep(self) -> None:
        self._running.wait()
        while not self._stopping.wait(AGAIN_AFTER):
            if self._start_again():
                self._running.wait()

    def stop(self) -> None:
        self._stopping.set()
        with self._starting:
            self._running.stop()

    def _start_again(self) -> bool:
        with self._starting:
            if self._stopping.is_set():
                return False
            _log.error("a process ended and is started again", process=self._name)
            try:
                self._running = self._start()
            except Exception as failed:
                _log.exception("a process could not be started again", process=self._name, exc_info=failed)
                return False
            return True
