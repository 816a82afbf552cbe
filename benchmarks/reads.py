"""Logged, authorised reads through the database's functions: `python -m benchmarks reads`.

Each says who acts, opens somebody's record (a row of the log, committed to the disk) and reads what an emergency
reads. Ours does it in Python as a page does; pgbench calls the same functions, prepared, over as many connections.
"""

from __future__ import annotations

import itertools
import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

from accord.config import embedded
from accord.config.commands.stores import close_connections
from accord.config.settling import settle
from accord.domain.authority import Actor
from accord.plans.queries import standing
from accord.privileges import openings
from accord.privileges.claims import acting_as, install_key
from benchmarks import regions
from benchmarks.figures import Figure, Spread
from benchmarks.runs import CONSOLE, Settings, run
from benchmarks.statements import acting_script, run_pgbench
from benchmarks.trials import DRAW, sample, whoever_is

CONNECTIONS = (1, 8, 32)
READS, QUICK_READS = 24_000, 1_600
PROCESSES = 2
SETTLING = 1.0
READ = """SELECT accord_open_read(:person, 'emergency', 'emergency', '') AS ticket
\\gset
SELECT sheet, is_shared, updated_at FROM accord_read_plans_standing(:ticket);
"""


def measure(settings: Settings) -> Sequence[Figure]:
    """Read with each number of connections, ours and pgbench's in turn."""
    regions.load(settings.data, settings.people)
    server = embedded.start(settings.data)
    try:
        install_key()
        people, by = [UUID(person) for person, _ in sample(settings.data)], whoever_is("paramedic")
        script = DRAW.format(count=len(people)) + acting_script(by) + READ
        close_connections()
        count = QUICK_READS if settings.quick else READS
        return [
            figure
            for connections in CONNECTIONS
            for figure in _figures(connections, _ours(people, by, connections, count), script, settings.data, count)
        ]
    finally:
        close_connections()
        server.stop()


def _figures(connections: int, ours: Spread, script: str, data: Path, count: int) -> Sequence[Figure]:
    theirs = run_pgbench(script, data, clients=connections, transactions=count)
    CONSOLE.print(f"{connections}: ours {ours.a_second:,.0f}, pgbench {theirs.a_second:,.0f} a second")
    many = "connection" if connections == 1 else "connections"
    return [
        Figure(
            name=f"Logged reads, {connections} {many}",
            unit="a second",
            value=ours.a_second,
            spread=ours,
            bound=theirs.a_second,
            bound_by="pgbench, the same functions",
            more_is_better=True,
        )
    ]


def _ours(people: Sequence[UUID], by: Actor, connections: int, count: int) -> Spread:
    """Read so often, with half of the connections in each of two processes (one process for one connection)."""
    processes = min(PROCESSES, connections)
    start_at = time.monotonic() + SETTLING
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
        shares = [
            pool.submit(_share, people[index::processes], by, connections // processes, count // processes, start_at)
            for index in range(processes)
        ]
        found = [share.result() for share in shares]
    return Spread.of([each for times, _ in found for each in times], max(end for _, end in found) - start_at)


def _share(people: Sequence[UUID], by: Actor, threads: int, count: int, start_at: float) -> tuple[list[float], float]:
    settle()
    asked = itertools.islice(itertools.cycle(people), count)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda person: _read(person, by), people[: threads * 4]))
        time.sleep(max(0.0, start_at - time.monotonic()))
        took = list(pool.map(lambda person: _read(person, by), asked))
        end = time.monotonic()
    close_connections()
    return took, end


def _read(person_id: UUID, by: Actor) -> float:
    started = time.perf_counter()
    with acting_as(by):
        openings.open_read(person_id, purpose="emergency", what="emergency")
        standing.of(person_id)
    return time.perf_counter() - started


if __name__ == "__main__":
    run(measure)
