"""Many undelivered events, drained: `python -m benchmarks drains`, and `--events 1000000` for a million.

The outbox is filled in one transaction. Then the real `accord worker` numbers, sends and notes every event for one
subscriber, a server in a process of its own. Beside it: how fast the same rows and the same bytes go where nobody asks
whom the subscriber may hear of; and the worker's resident memory at first, at most and in the end.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from django.db import connections
from django.utils import timezone

from accord.config import embedded
from accord.config.commands.stores import close_connections
from accord.config.migrations import migrate
from accord.domain.authority import Actor
from accord.plans.queries.drafts import view
from accord.projections.fhir.notifications import NotificationType, Numbered, notification
from accord.sharing.deliveries.resources import subscriber
from accord.sharing.deliveries.wanted import MOST_AT_ONCE
from accord.sharing.models import Subscription
from benchmarks.figures import Figure
from benchmarks.receivers import Receiver, receiving
from benchmarks.runs import CONSOLE, REPOSITORY, Settings, run
from benchmarks.signing import sign_timed
from benchmarks.signing_drafts import load_practice, make_drafts
from benchmarks.signing_pgbench import opened
from benchmarks.subscribers import subscribe

PLANS, QUICK_PLANS = 400, 40
PATIENCE = 120.0
BARE_AT_MOST = 100_000
FLAT = 16.0
"""MiB by which the worker may grow after the first tenth. A target of our own."""
FILL = """
    WITH signed AS (SELECT person_id, id, row_number() OVER (ORDER BY id) - 1 AS place FROM plans_version),
    happened AS (
        INSERT INTO events_event (kind, person_id, payload)
        SELECT 'plan_reviewed', person_id, jsonb_build_object('version_id', id)
        FROM generate_series(1, %s) n JOIN signed ON place = n %% (SELECT count(*) FROM signed) ORDER BY n RETURNING id
    )
    INSERT INTO events_outbox (event_id) SELECT id FROM happened ORDER BY id
"""
BARE = (
    """
    WITH next AS (SELECT id, event_id FROM events_outbox WHERE delivered_at IS NULL ORDER BY xid, id LIMIT %(most)s),
    ticked AS (UPDATE events_outbox o SET delivered_at = now() FROM next WHERE o.id = next.id)
    INSERT INTO sharing_delivery (subscription_id, number, event_id, kind, person_id, happened_at)
    SELECT %(id)s, next.event_id, next.event_id, 'reviewed', e.person_id, e.occurred_at
    FROM next JOIN events_event e ON e.id = next.event_id
    """,
    """
    UPDATE sharing_delivery SET state = 'sent', sent_at = now() WHERE id IN (
        SELECT id FROM sharing_delivery WHERE subscription_id = %(id)s AND state = 'waiting'
        ORDER BY number LIMIT %(most)s)
    """,
)


@dataclass
class Drained:
    """What came, when, and what the worker held of memory then."""

    began: float
    told: list[tuple[float, int]] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @property
    def lasted(self) -> float:
        """Seconds from the start of the worker's first sending to the last event."""
        return self.told[-1][0] - self.began

    @property
    def early(self) -> int:
        """How many of the notifications are the first tenth."""
        return len(self.told) // 10 + 1

    def pace(self, notifications: Sequence[tuple[float, int]]) -> float:
        """Return the events a second in these."""
        return sum(many for _, many in notifications[1:]) / max(notifications[-1][0] - notifications[0][0], 1e-9)


def measure(settings: Settings) -> Sequence[Figure]:
    """Fill the outbox, drain it, and do the same bare."""
    server = embedded.start(settings.data)
    try:
        migrate()
        by = load_practice(settings.data)
        _sign(QUICK_PLANS if settings.quick else PLANS, by)
        with receiving() as receiver:
            _fill(settings.people)
            subscription_id = subscribe(receiver, 1)[0]
            drained = _drain(receiver, settings)
            bare = _bare(receiver, subscription_id, min(settings.people, BARE_AT_MOST))
    finally:
        close_connections()
        server.stop()
    _say(drained)
    return _figures(drained, settings.people, bare)


def _sign(count: int, by: Actor) -> None:
    """Let so many people have a plan, of whom nothing is still to be told."""
    for draft_id, whose in opened(make_drafts(count, by, 0), by).items():
        sign_timed((draft_id, view(draft_id).seen, *whose), by)
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE events_outbox SET delivered_at = now()")


def _fill(count: int) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(FILL, [count])
        cursor.execute("ANALYZE")


def _drain(receiver: Receiver, settings: Settings) -> Drained:
    """Run the worker until the subscriber has been told of everything."""
    close_connections()
    with _working(settings.data) as number:
        drained, told = Drained(time.monotonic()), 0
        while told < settings.people:
            _, at, many = receiver.next(PATIENCE)
            told += many
            drained.told.append((at, many))
            drained.memory.append(_megabytes(number))
    assert told == settings.people, f"{told} were told of {settings.people}"
    return drained


@contextmanager
def _working(data: Path) -> Iterator[int]:
    """Run `accord worker` for as long as the block lasts; gives its number. A subscriber of a demo may be here."""
    command = [str(Path(sys.executable).parent / "accord"), "worker", "--data", str(data)]
    with (data / "worker.log").open("wb") as log:
        env = os.environ | {"ACCORD_DEMO": "on"}
        process = subprocess.Popen(command, stdout=log, stderr=log, env=env, cwd=REPOSITORY)
        try:
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _bare(receiver: Receiver, subscription_id: UUID, count: int) -> float:
    """Write the same rows and send the same bytes, with nothing asked; return how many events a second."""
    _fill(count)
    body = _body(subscription_id)
    began, values = time.monotonic(), {"id": subscription_id, "most": MOST_AT_ONCE}
    with connections["owner"].cursor() as cursor:
        for _ in range(-(-count // MOST_AT_ONCE)):
            cursor.execute(BARE[0], values)
            _post(receiver.address, body)
            cursor.execute(BARE[1], values)
    return count / (time.monotonic() - began)


def _body(subscription_id: UUID) -> bytes:
    row, now = Subscription.objects.get(pk=subscription_id), timezone.now()
    one = UUID(int=1)
    events = [Numbered(number=number, at=now, person_id=one, version_id=one) for number in range(1, MOST_AT_ONCE + 1)]
    made = notification(subscriber(row), NotificationType.EVENT, events, now=now)
    return json.dumps(made, separators=(",", ":")).encode()


def _post(address: str, body: bytes) -> None:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    connection.request("POST", "/bare", body)
    connection.getresponse().read()
    connection.close()


def _megabytes(number: int) -> float:
    held = Path(f"/proc/{number}/statm").read_text(encoding="ascii").split()[1]
    return int(held) * 4_096 / 1024**2


def _say(drained: Drained) -> None:
    early, held = drained.early, drained.memory
    first, last = drained.pace(drained.told[: early + 1]), drained.pace(drained.told[-early - 1 :])
    CONSOLE.print(f"in {drained.lasted:.0f} s; first tenth {first:,.0f} a second, last tenth {last:,.0f}")
    CONSOLE.print(f"memory at first {held[0]:.0f} MiB, at most {max(held):.0f} MiB, in the end {held[-1]:.0f} MiB")


def _figures(drained: Drained, count: int, bare: float) -> Sequence[Figure]:
    most = max(drained.memory)
    grew = most - max(drained.memory[: drained.early])
    name = f"{count:,} undelivered events"
    return (
        Figure(
            name=f"{name} drained",
            unit="a second",
            value=count / drained.lasted,
            bound=bare,
            bound_by="same rows and bytes, nothing asked",
            more_is_better=True,
        ),
        Figure(name=f"{name}: memory at most", unit="MiB", value=most),
        Figure(name=f"{name}: more than in the first tenth", unit="MiB", value=grew, target=FLAT),
    )


if __name__ == "__main__":
    run(measure)
