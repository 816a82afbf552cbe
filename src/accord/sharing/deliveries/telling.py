"""The round of whoever tells: number what was committed, send what is due, keep what came of it.

One teller works at a time, however many workers there are: it holds a lock on a connection of its own, which the
database frees when that ends, however it ends. Sending is left to threads that ask the database nothing; to each
subscriber one thing is on its way at a time, so that everyone hears in order. Those who failed last get threads of
their own, so that they never hold up those who answer.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from django.utils import timezone

from accord.sharing.deliveries.dispatching import dispatch
from accord.sharing.deliveries.errands import Errand, due, note
from accord.sharing.deliveries.paces import Pace

TURN = 0x54656C6C  # of the advisory lock: "Tell"
CHANNEL = "accord_outbox"
ANSWERING, FAILING = 32, 16
"""Threads for those who answered last time, and for those who did not."""


def session() -> psycopg.Connection[Any]:
    """Return a connection of one's own, as the application."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    return psycopg.connect(**parameters, autocommit=True)


@dataclass
class Teller:
    """Tells subscribers, round after round."""

    pace: Pace = field(default_factory=Pace)
    wake: Event = field(default_factory=Event)
    flying: dict[UUID, tuple[Errand, Future[str]]] = field(default_factory=dict)
    quick: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(ANSWERING, "telling"))
    slow: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(FAILING, "telling-again"))

    def round(self) -> bool:
        """Do what there is to do now; return whether anything was done."""
        landed = self.land()
        taken = dispatch()
        return bool(self.send() + landed + taken)

    def send(self) -> int:
        """Send what is due, and return to how many subscribers."""
        sent = 0
        failing = sum(not errand.is_new for errand, _ in self.flying.values())
        most = 2 * ANSWERING + FAILING - len(self.flying)
        for errand in due(list(self.flying), most, now=timezone.now()) if most else ():
            if not errand.is_new:
                failing += 1
                if failing > FAILING:
                    continue
            future = (self.quick if errand.is_new else self.slow).submit(errand.run)
            self.flying[errand.row.pk] = (errand, future)
            future.add_done_callback(self._wake)
            sent += 1
        return sent

    def land(self) -> int:
        """Keep what came of the sendings that have ended."""
        ended = [key for key, (_, future) in self.flying.items() if future.done()]
        if ended:
            note([(errand, _said(future)) for errand, future in map(self.flying.__getitem__, ended)], self.pace)
        for key in ended:
            del self.flying[key]
        return len(ended)

    def finish(self) -> None:
        """Wait for what is on its way, and keep what came of it."""
        for _, future in list(self.flying.values()):
            future.exception()
        self.land()

    def close(self) -> None:
        """End the threads; what is on its way is sent again by whoever comes next."""
        for pool in (self.quick, self.slow):
            pool.shutdown(wait=False, cancel_futures=True)

    def drain(self) -> None:
        """Do rounds until there is nothing to do now."""
        while self.round() or self.flying:
            self.finish()

    def _wake(self, _: Future[str]) -> None:
        self.wake.set()


def _said(future: Future[str]) -> str:
    failed = future.exception()
    return f"could not be sent ({type(failed).__name__})" if failed else future.result()
