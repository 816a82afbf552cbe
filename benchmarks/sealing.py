"""Sealing the access log: `python -m benchmarks sealing`.

What it costs those who read, beside pgbench noting the same reads with nobody sealing; how fast rows are sealed where
many wait; and how fast the whole log is verified, beside reading the same rows and doing nothing with them.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.db import connection, connections, transaction

from accord.access.actions import reads
from accord.access.actions.sealing import Sealer
from accord.access.models import AccessLog
from accord.access.queries.log_heads import given_keys
from accord.access.queries.log_rows import rows_after
from accord.access.queries.log_verifying import Verification
from accord.config import embedded
from accord.config.commands.operators import COMMAND_LINE
from accord.config.commands.stores import close_connections
from accord.config.migrations import migrate
from accord.config.sealers import seal_until
from benchmarks.figures import Figure, Spread
from benchmarks.runs import CONSOLE, Settings, run
from benchmarks.statements import acting_script, run_pgbench, take_down, with_variables

CLIENTS = 32
READS, QUICK_READS = 160_000, 6_400
ROWS, QUICK_ROWS = 1_000_000, 50_000
"""Rows sealed flat out, and then verified."""
AT_MOST_LOST = 15.0
TO_KEEP_UP_WITH = 8_000
TO_VERIFY = 300_000
WITHIN = 1.0
FILL = """
    INSERT INTO access_accesslog (at, staff_id, staff_role_id, organisation_id, person_id, purpose, what, basis)
    SELECT clock_timestamp(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'care',
        'plan', '' FROM generate_series(1, %s)
"""
WAITED = """
    SELECT extract(epoch FROM percentile_disc(0.99) WITHIN GROUP (ORDER BY head.at - log.at))::float8
    FROM access_seal seal
    JOIN access_signedhead head ON head.size = seal.first + cardinality(seal.log_ids)
    JOIN access_accesslog log ON log.id = ANY(seal.log_ids)
    WHERE log.id > %s
"""


def measure(settings: Settings) -> Sequence[Figure]:
    """Note reads with and without a sealer, seal many rows, and verify them all."""
    count = QUICK_READS if settings.quick else READS
    server = embedded.start(settings.data)
    try:
        migrate()
        script = acting_script(COMMAND_LINE) + with_variables(take_down(_read), {})
        _note(script, settings.data, QUICK_READS)
        turns = [_turn(script, settings.data, count) for _ in range(settings.repeat)]
        sealed = _seal_many(QUICK_ROWS if settings.quick else ROWS)
        verified = [_verify() for _ in range(settings.repeat)]
    finally:
        close_connections()
        server.stop()
    return (*_figures_of_reads(turns), _figure_of_sealing(sealed), _figure_of_verifying(verified))


def _read() -> None:
    reads.note(by=COMMAND_LINE, person_id=uuid4(), purpose=reads.Purpose.CARE, what="plan")


def _note(script: str, data: Path, count: int) -> Spread:
    return run_pgbench(script, data, clients=CLIENTS, transactions=count)


def _turn(script: str, data: Path, count: int) -> tuple[Spread, Spread, float]:
    """Return reads with nobody sealing, reads beside the sealer, and within how many seconds 99 of 100 were sealed."""
    _catch_up()
    alone = _note(script, data, count)
    CONSOLE.print(f"nobody sealing: {alone.a_second:,.0f} reads a second")
    _catch_up()
    before = AccessLog.objects.latest("id").pk
    close_connections()
    with _sealing():
        beside = _note(script, data, count)
    with connection.cursor() as cursor:
        cursor.execute(WAITED, [before])
        waited = cursor.fetchone()[0]
    CONSOLE.print(f"beside the sealer: {beside.a_second:,.0f} reads a second, 99 of 100 sealed within {waited:.2f} s")
    return alone, beside, waited


def _catch_up() -> int:
    sealer, sealed = Sealer(given_keys()), 0
    while count := sealer.seal():
        sealed += count
    return sealed


@contextmanager
def _sealing() -> Iterator[None]:
    """Run a sealer in a process of its own, as the worker does."""
    context = multiprocessing.get_context("fork")
    stopping = context.Event()
    sealer = context.Process(target=seal_until, args=(stopping,))
    sealer.start()
    try:
        yield
    finally:
        stopping.set()
        sealer.join()


def _seal_many(count: int) -> float:
    """Return how many rows a second are sealed where they only wait."""
    _catch_up()
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        # A row of which nobody waits to be given anything needs not be committed by itself.
        cursor.execute("ALTER TABLE access_accesslog DISABLE TRIGGER durable")
        cursor.execute(FILL, [count])
        cursor.execute("ALTER TABLE access_accesslog ENABLE TRIGGER durable")
        cursor.execute("ANALYZE access_accesslog")
    started = time.perf_counter()
    a_second = _catch_up() / (time.perf_counter() - started)
    CONSOLE.print(f"sealing flat out: {a_second:,.0f} rows a second")
    return a_second


def _verify() -> tuple[float, float]:
    """Return how many rows a second are verified, and how many are merely read."""
    with transaction.atomic():
        raw = connection.connection
        assert isinstance(raw, psycopg.Connection)
        started = time.perf_counter()
        read = sum(1 for _ in rows_after(raw, 0))
        between = time.perf_counter()
        report = Verification(raw, trusted=given_keys().trusted).run()
        ended = time.perf_counter()
    if not report.is_whole or report.waiting:
        raise RuntimeError(f"the log does not hold: {report}")
    found = report.rows / (ended - between), read / (between - started)
    CONSOLE.print(f"verifying {found[0]:,.0f} rows a second; reading alone {found[1]:,.0f}")
    return found


def _figures_of_reads(turns: Sequence[tuple[Spread, Spread, float]]) -> Sequence[Figure]:
    alone, beside, waited = sorted(turns, key=lambda turn: turn[1].a_second / turn[0].a_second)[len(turns) // 2]
    lost = 100 * (1 - beside.a_second / alone.a_second)
    return (
        Figure(
            name=f"Reads noted beside the sealer, {CLIENTS} connections",
            unit="a second",
            value=beside.a_second,
            spread=beside,
            bound=alone.a_second,
            bound_by="pgbench, the same rows, nobody sealing",
            more_is_better=True,
        ),
        Figure(name="Reads lost to sealing", unit="%", value=lost, target=AT_MOST_LOST),
        Figure(name="From a read to its seal, p99", unit="s", value=waited, target=WITHIN),
    )


def _figure_of_sealing(a_second: float) -> Figure:
    name = "Rows sealed where many wait"
    return Figure(name=name, unit="a second", value=a_second, target=TO_KEEP_UP_WITH, more_is_better=True)


def _figure_of_verifying(turns: Sequence[tuple[float, float]]) -> Figure:
    return Figure(
        name="Rows of the access log verified",
        unit="a second",
        value=statistics.median(turn[0] for turn in turns),
        bound=statistics.median(turn[1] for turn in turns),
        bound_by="COPY of the same rows, unchecked",
        target=TO_VERIFY,
        more_is_better=True,
    )


if __name__ == "__main__":
    run(measure)
