"""Telling other systems: `python -m benchmarks deliveries`.

From the sending of a signature until the first subscriber has been told; until a thousand have been told of one
signature; and how fast, and with how much memory, many undelivered events are drained. Everything is what the worker
does: a teller in a process of its own, a database that keeps what it was told, and HTTP.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings as django_settings
from django.db import connection, connections
from django.utils import timezone

from accord.access.actions.systems import NewSystem, register
from accord.config import embedded
from accord.config.commands.stores import close_connections
from accord.config.migrations import migrate
from accord.config.tellers import tell_until
from accord.domain.authority import Actor
from accord.domain.system_scopes import read_scopes
from accord.plans.queries.drafts import view
from accord.sharing.deliveries.telling import Teller
from accord.sharing.deliveries.topics import PlanChange
from accord.sharing.models import Subscription
from benchmarks.figures import Figure, Spread
from benchmarks.receivers import Receiver, receiving
from benchmarks.runs import CONSOLE, Settings, run
from benchmarks.signing import sign_timed
from benchmarks.signing_drafts import PRACTICE, load_practice, make_drafts
from benchmarks.signing_pgbench import opened

SIGNINGS, QUICK_SIGNINGS = 400, 60
SUBSCRIBERS, QUICK_SUBSCRIBERS = 1_000, 100
PATIENCE = 120.0
FIRST_WITHIN, ALL_WITHIN = 100.0, 2.0
FILL = """
    WITH happened AS (
        INSERT INTO events_event (kind, person_id, payload)
        SELECT 'plan_reviewed', (%s::uuid[])[1 + n %% %s], '{}' FROM generate_series(1, %s) n RETURNING id
    )
    INSERT INTO events_outbox (event_id) SELECT id FROM happened
"""


def measure(settings: Settings) -> Sequence[Figure]:
    """Sign and see who is told when; then drain what waited."""
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
            drained, grew = _drain(receiver, [whose for _, _, whose, _ in drafts[1:]], settings.people)
    finally:
        close_connections()
        server.stop()
    return (*_of_telling(first, everybody, subscribers), *_of_draining(drained, grew, settings.people))


def _first(receiver: Receiver, drafts: Sequence[tuple[UUID, str, UUID, str]], by: Actor) -> Spread:
    """Sign one after the other, and return how long after the signature was sent the subscriber was told."""
    _subscribe(receiver, 1)
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
    _subscribe(receiver, count)
    with _telling():
        time.sleep(2.0)
        began = time.monotonic()
        sign_timed(draft, by)
        lasted = max(receiver.next(PATIENCE)[1] for _ in range(count)) - began
    CONSOLE.print(f"{count:,} subscribers told in {lasted:.2f} s")
    return lasted


def _drain(receiver: Receiver, people: Sequence[UUID], count: int) -> tuple[float, float]:
    """Return how many events a second were told to one subscriber, and by how many MiB the teller grew over it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(FILL, [list(people), len(people), count])
        cursor.execute("ANALYZE")
    _subscribe(receiver, 1)
    told, memory = 0, list[float]()
    began = time.monotonic()
    with _telling() as number:
        while told < count:
            told += receiver.next(PATIENCE)[2]
            memory.append(_megabytes(number))
    a_second, tenth = count / (time.monotonic() - began), len(memory) // 10
    grew = max(memory) - max(memory[: tenth + 1])
    CONSOLE.print(f"drained {a_second:,.0f} events a second, at most {max(memory):.0f} MiB, {grew:.0f} MiB more")
    return a_second, grew


def _subscribe(receiver: Receiver, count: int) -> None:
    """Let nobody but so many subscribers hear, each of whom has answered a handshake."""
    Subscription.objects.update(status="off")
    keys = {"keys_address": "https://keys.example.org"}
    scopes = read_scopes("system/*.cruds")
    system_id = register(system=NewSystem(name="Bench", organisation_code=PRACTICE, scopes=scopes, **keys), by=None)
    now = timezone.now()
    Subscription.objects.bulk_create(
        Subscription(
            id=uuid4(),
            system_id=system_id,
            organisation_id=_practice(),
            organisation_code=PRACTICE,
            base="https://accord.example.org/fhir/R4",
            endpoint=f"{receiver.address}/{number}",
            kinds=[each.value for each in PlanChange],
            reason="To measure",
            patience_seconds=10,
            most_at_once=100,
            status="active",
            handshaken_at=now,
            heard_at=now,
        )
        for number in range(count)
    )


def _practice() -> UUID:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM organisations_organisation WHERE ods_code = %s", [PRACTICE])
        return UUID(str(cursor.fetchone()[0]))


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


def _megabytes(number: int) -> float:
    held = Path(f"/proc/{number}/statm").read_text(encoding="ascii").split()[1]
    return int(held) * 4_096 / 1024**2


def _of_telling(first: Spread, everybody: float, subscribers: int) -> Sequence[Figure]:
    return (
        Figure(name="Sign to first subscriber, p99", unit="ms", value=first.p99, spread=first, target=FIRST_WITHIN),
        Figure(name=f"{subscribers:,} subscribers told", unit="s", value=everybody, target=ALL_WITHIN),
    )


def _of_draining(drained: float, grew: float, count: int) -> Sequence[Figure]:
    return (
        Figure(name=f"{count:,} undelivered events drained", unit="a second", value=drained, more_is_better=True),
        Figure(name=f"Memory while {count:,} are drained, more than at first", unit="MiB", value=grew),
    )


if __name__ == "__main__":
    run(measure)
