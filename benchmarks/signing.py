"""Signing, at 8 in flight, beside pgbench sending the same statements: `python -m benchmarks signing`.

A signature here is what the sign page does: rules, facts, words, the sheet, tasks and events, in one transaction.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from uuid import UUID, uuid4

from django.db import connections

from accord.config import embedded
from accord.config.commands.stores import close_connections
from accord.config.migrations import migrate
from accord.config.settling import settle
from accord.domain.authority import Actor
from accord.domain.choices import Answer
from accord.domain.plan.keeping import Justification, StopReason
from accord.plans.actions import signing
from accord.plans.actions.signatures import SignatureDetails
from accord.plans.queries.drafts import view
from accord.privileges.claims import acting_as
from benchmarks.figures import Figure, Spread, median_by_p95
from benchmarks.runs import CONSOLE, Settings, run
from benchmarks.signing_drafts import load_practice, make_drafts
from benchmarks.signing_pgbench import number, opened, statements_of
from benchmarks.statements import run_pgbench

PROCESSES, THREADS = 2, 4
"""Eight in flight: one interpreter for each core, as an installation would run its web processes."""
SIGNINGS, QUICK = 4_000, 400
WARM_UP = 80
SETTLING = 2.0
DETAILS = SignatureDetails(
    senior_responsible=Answer.NO,
    senior_name="Dr B Hill",
    justification=Justification(reason=StopReason.WILL_FOLLOW, words="The family will be told tonight."),
)
Work = tuple[UUID, str, UUID, str]
"""A draft, what was seen of it, and whose it is with the ticket that opened their record."""


def measure(settings: Settings) -> Sequence[Figure]:
    """Sign, run the same statements with pgbench, and return both."""
    signings = QUICK if settings.quick else SIGNINGS
    server = embedded.start(settings.data)
    try:
        migrate()
        by = load_practice(settings.data)
        ours, theirs = [], []
        for turn in range(settings.repeat):
            drafts = make_drafts(signings * 2 + WARM_UP + 1, by, turn)
            ours_to_sign = opened(drafts[: signings + WARM_UP + 1], by)
            work = [(draft_id, view(draft_id).seen, *whose) for draft_id, whose in ours_to_sign.items()]
            script = statements_of(partial(_sign, work[0], by), work[0][0], by)
            number(drafts[-signings:], by)
            _take_stock()
            close_connections()
            ours.append(_measure(work[1:], by))
            CONSOLE.print(f"signing {ours[-1].a_second:,.0f} a second")
            theirs.append(run_pgbench(script, settings.data, clients=PROCESSES * THREADS, transactions=signings))
            CONSOLE.print(f"pgbench {theirs[-1].a_second:,.0f} a second")
    finally:
        close_connections()
        server.stop()
    return _figures(median_by_p95(ours), median_by_p95(theirs))


def _take_stock() -> None:
    """Have the database count what its tables hold, as it does by itself within minutes where people work."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _figures(ours: Spread, theirs: Spread) -> Sequence[Figure]:
    bound_by = "pgbench, the same statements"
    return (
        Figure(
            name="Signing, 8 in flight",
            unit="a second",
            value=ours.a_second,
            spread=ours,
            bound=theirs.a_second,
            bound_by=bound_by,
            target=300,
            more_is_better=True,
        ),
        Figure(
            name="Signing, 8 in flight, p99",
            unit="ms",
            value=ours.p99,
            bound=theirs.p99,
            bound_by=bound_by,
            target=100,
        ),
    )


def _sign(work: Work, by: Actor) -> None:
    draft_id, seen, person_id, ticket = work
    with acting_as(by) as now:
        now.tickets[person_id] = ticket, time.monotonic()
        signing.sign(draft_id=draft_id, by=by, details=DETAILS, seen=seen, request_token=uuid4())


def _measure(work: list[Work], by: Actor) -> Spread:
    start_at = time.monotonic() + SETTLING
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("fork")) as pool:
        shares = [pool.submit(_run, work[index::PROCESSES], by, start_at) for index in range(PROCESSES)]
        found = [share.result() for share in shares]
    took = [each for times, _ in found for each in times]
    return Spread.of(took, max(end for _, end in found) - start_at)


def _run(share: list[Work], by: Actor, start_at: float) -> tuple[list[float], float]:
    """Sign a share of the work, after a warm-up, and return how long each took and when the last was done."""
    settle()
    skipped = WARM_UP // PROCESSES
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda work: _sign(work, by), share[:skipped]))
        time.sleep(max(0.0, start_at - time.monotonic()))
        took = list(pool.map(lambda work: sign_timed(work, by), share[skipped:]))
        end = time.monotonic()
    close_connections()
    return took, end


def sign_timed(work: Work, by: Actor) -> float:
    """Sign a draft, and return how long that took in seconds."""
    start = time.perf_counter()
    _sign(work, by)
    return time.perf_counter() - start


if __name__ == "__main__":
    run(measure)
