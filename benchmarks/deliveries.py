"""Telling other systems: `python -m benchmarks deliveries`.

From the sending of a signature until the first subscriber has been told, and until a thousand have been told of one
signature. Everything is what the worker does: a teller in a process of its own, a database that keeps what it was told,
and HTTP. How many undelivered events are drained is `drains`.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings as django_settings

from accord.config import embedded
from accord.config.commands.stores import close_connections
from accord.config.migrations import migrate
from accord.config.tellers import tell_until
from accord.domain.authority import Actor
from accord.plans.queries.drafts import view
from accord.sharing.deliveries.telling import Teller
from benchmarks.figures import Figure, Spread
from benchmarks.receivers import Receiver, receiving
from benchmarks.runs import CONSOLE, Settings, run
from benchmarks.signing import sign_timed
from benchmarks.signing_drafts import load_practice, make_drafts
from benchmarks.signing_pgbench import opened
from benchmarks.subscribers import subscribe

SIGNINGS, QUICK_SIGNINGS = 400, 60
SUBSCRIBERS, QUICK_SUBSCRIBERS = 1_000, 100
PATIENCE = 120.0
FIRST_WITHIN, ALL_WITHIN = 100.0, 2.0


def measure(settings: Settings) -> Sequence[Figure]:
    """Sign, and see who is told when."""
    django_settings.ACCORD_DEMO = True  # a subscriber on this machine
    signings = QUICK_SIGNINGS if settings.quick else SIGNINGS
    subscribers = QUICK_SUBSCRIBERS if settings.quick else SUBSCRIBERS
    server = embedded.start(settings.data)
    try:
        migrate()
        by = load_practice(settings.data)
        work = opened(make_drafts(signings + 1, by, 0), by)
        drafts = [(draft_id, view(draft_id).seen, *whose) for draft_id, whose in work.items()]
        with receiving() as receiver:
            first = _first(receiver, drafts[1:], by)
            everybody = _everybody(receiver, drafts[0], by, subscribers)
    finally:
        close_connections()
        server.stop()
    return _of_telling(first, everybody, subscribers)


def _first(receiver: Receiver, drafts: Sequence[tuple[UUID, str, UUID, str]], by: Actor) -> Spread:
    """Sign one after the other, and return how long after the signature was sent the subscriber was told."""
    subscribe(receiver, 1)
    took = []
    with _telling():
        for each in drafts:
            began = time.monotonic()
            sign_timed(each, by)
            took.append(receiver.next(PATIENCE)[1] - began)
    spread = Spread.of(took, sum(took))
    CONSOLE.print(f"sign to first subscriber: p50 {spread.p50:.0f} ms, p99 {spread.p99:.0f} ms")
    return spread


def _everybody(receiver: Receiver, draft: tuple[UUID, str, UUID, str], by: Actor, count: int) -> float:
    subscribe(receiver, count)
    with _telling():
        time.sleep(2.0)
        began = time.monotonic()
        sign_timed(draft, by)
        lasted = max(receiver.next(PATIENCE)[1] for _ in range(count)) - began
    CONSOLE.print(f"{count:,} subscribers told in {lasted:.2f} s")
    return lasted


@contextmanager
def _telling() -> Iterator[int]:
    """Run a teller in a process of its own, as the worker does; gives its number."""
    close_connections()
    context = multiprocessing.get_context("fork")
    stopping = context.Event()
    process = context.Process(target=_tell, args=(stopping,))
    process.start()
    try:
        yield process.pid or 0
    finally:
        stopping.set()
        process.join()


def _tell(stopping: object) -> None:
    tell_until(stopping, Teller())


def _of_telling(first: Spread, everybody: float, subscribers: int) -> Sequence[Figure]:
    return (
        Figure(name="Sign to first subscriber, p99", unit="ms", value=first.p99, spread=first, target=FIRST_WITHIN),
        Figure(name=f"{subscribers:,} subscribers told", unit="s", value=everybody, target=ALL_WITHIN),
    )


if __name__ == "__main__":
    run(measure)
