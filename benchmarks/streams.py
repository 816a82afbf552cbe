"""Open pages that hear of changes: `python -m benchmarks streams`.

The real `accord serve`, one process, with so many pages of one person open at once, each on a connection of its own.
From the beginning of a change of the plan (its transaction included) until the last page has been told; and the memory
of the process for each of them.
"""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from accord.config.commands.stores import close_connections
from accord.domain.authority import Actor, Permission
from accord.organisations.queries import staff
from accord.plans.actions import suspensions
from accord.plans.pages.standing_marks import SALT
from accord.plans.queries import versions
from accord.privileges.claims import acting_as_software
from benchmarks import regions
from benchmarks.figures import Figure, Spread
from benchmarks.runs import CONSOLE, Settings, run
from benchmarks.servers import Server, serving
from benchmarks.trials import sample

STREAMS, QUICK_STREAMS = 2_000, 200
CHANGES = 20
AT_ONCE = 50
PATIENCE = 120.0
TARGET = 2_000.0
"""Milliseconds until the last of them has been told. A target of our own: an eye that looks away and back."""


@dataclass
class Page(asyncio.Protocol):
    """One open page: counts what it was told."""

    request: bytes
    crowd: Crowd
    transport: asyncio.Transport | None = None
    is_alive: bool = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """Count."""
        is_new = not self.is_alive and b"event: alive" in data
        self.is_alive |= is_new
        self.crowd.count(is_new, b"event: changed" in data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Say that one was lost."""
        self.crowd.lost += 1


@dataclass
class Crowd:
    """All open pages."""

    wanted: int
    alive: int = 0
    changed: int = 0
    lost: int = 0
    all_alive: asyncio.Event = field(default_factory=asyncio.Event)
    all_changed: asyncio.Event = field(default_factory=asyncio.Event)

    def count(self, is_new: bool, is_changed: bool) -> None:
        """Count what one page was told."""
        self.alive += is_new
        self.changed += is_changed
        if self.alive >= self.wanted:
            self.all_alive.set()
        if self.changed >= self.wanted:
            self.all_changed.set()


def measure(settings: Settings) -> Sequence[Figure]:
    """Open pages, change the plan again and again, and see when the last was told."""
    regions.load(settings.data, settings.people)
    count = QUICK_STREAMS if settings.quick else STREAMS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, count + 500)), hard))
    try:
        with serving(settings.data, 1) as server:
            return asyncio.run(_measure(server, settings.data, count))
    finally:
        close_connections()


async def _measure(server: Server, data: Path, count: int) -> list[Figure]:
    person_id = UUID(str(sample(data)[0][0]))
    cookie = server.sign_in("doctor", regions.PASSWORD)
    request = _request(server, person_id, cookie)
    before, crowd, began = _memory(server), Crowd(count), time.perf_counter()
    for start in range(0, count, AT_ONCE):
        await asyncio.gather(*(_open(server, request, crowd) for _ in range(start, min(start + AT_ONCE, count))))
        while crowd.alive < start:  # no more are begun at once than a process takes
            await asyncio.sleep(0.01)
    await asyncio.wait_for(crowd.all_alive.wait(), PATIENCE)
    opened = time.perf_counter() - began
    took = [await _change(person_id, crowd) for _ in range(CHANGES)]
    if crowd.lost:
        raise RuntimeError(f"{crowd.lost} pages lost their stream")
    CONSOLE.print(f"{count:,} pages were open after {opened:.1f} s")
    each = (_memory(server) - before) / count
    return [
        Figure(
            name=f"A change of a plan until the last of {count:,} open pages is told, p95",
            unit="ms",
            value=Spread.of(took, sum(took)).p95,
            spread=Spread.of(took, sum(took)),
            target=TARGET,
        ),
        Figure(name=f"Memory of the web process for each of {count:,} open pages", unit="KiB", value=each),
    ]


def _request(server: Server, person_id: UUID, cookie: str) -> bytes:
    """Return the request of an open page, at the address that the page itself gives."""
    page = server.read(f"/people/{person_id}", cookie)
    at = page.partition('data-stands="')[2].partition('"')[0]
    if not at:
        raise RuntimeError(f"the page names no address to hear at ({SALT})")
    return f"GET {at} HTTP/1.1\r\nHost: {server.host}:{server.port}\r\nCookie: {cookie}\r\n\r\n".encode()


async def _open(server: Server, request: bytes, crowd: Crowd) -> None:
    loop = asyncio.get_running_loop()
    await loop.create_connection(lambda: Page(request, crowd), server.host, server.port)


async def _change(person_id: UUID, crowd: Crowd) -> float:
    crowd.changed = 0
    crowd.all_changed.clear()
    began = time.perf_counter()
    await asyncio.get_running_loop().run_in_executor(None, _change_as_software, person_id)
    await asyncio.wait_for(crowd.all_changed.wait(), PATIENCE)
    return time.perf_counter() - began


def _change_as_software(person_id: UUID) -> None:
    with acting_as_software():
        _suspend_or_reinstate(person_id)


def _suspend_or_reinstate(person_id: UUID) -> None:
    (held, *_), now = versions.current(person_id), timezone.now()
    by = _whoever_signed(held.signed_by)
    if held.status.value == "suspended":
        suspensions.reinstate(version_id=held.version_id, by=by)
    else:
        suspensions.suspend(
            version_id=held.version_id, from_at=now, until=now + timedelta(hours=1), why="Theatre", by=by
        )


def _whoever_signed(staff_id: UUID) -> Actor:
    return next(each.actor for each in staff.positions(staff_id) if each.actor.may(Permission.SUSPEND_PLAN))


def _memory(server: Server) -> float:
    status = Path(f"/proc/{server.process}/status").read_text()
    return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


if __name__ == "__main__":
    run(measure)
