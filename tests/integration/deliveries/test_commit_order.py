"""Transactions that overlap, and end in another order than they began: each event once, in commit order, no gaps."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
from django.db import connection
from tests.builders import drafts
from tests.builders.fhir_clients import FhirClient
from tests.builders.subscribers import Receiver, subscribe

from accord.domain.reaches import SOFTWARE
from accord.privileges import traces
from accord.privileges.claims import acting_as_software, claim
from accord.sharing.deliveries.dispatching import dispatch
from accord.sharing.deliveries.telling import Teller, session
from accord.sharing.models import Delivery

INSERT = """WITH e AS (INSERT INTO events_event (kind, person_id, payload) VALUES ('plan_ended', %s, '{}') RETURNING id)
    INSERT INTO events_outbox (event_id) SELECT id FROM e RETURNING event_id"""
ORDER = "SELECT event_id FROM events_outbox WHERE event_id = ANY(%s) ORDER BY xid, id"
WRITERS, EACH = 6, 12


def happen(raw: psycopg.Connection[tuple[int]], person: UUID) -> int:
    """Record that a plan ended, in whatever transaction is open."""
    raw.execute("SELECT set_config('accord.actor', %s, false)", [claim(SOFTWARE, raw.info.backend_pid)])
    (event_id,) = raw.execute(INSERT, [person]).fetchone() or (0,)
    return event_id


def write(person: UUID, seed: int) -> list[int]:
    """Write events in transactions that stay open for a while, on a connection of one's own."""
    made = []
    with session() as raw:
        for turn in range(EACH):
            with raw.transaction():
                made.append(happen(raw, person))
                raw.execute("SELECT pg_sleep(%s)", [(seed * 7 + turn * 13) % 20 / 1_000])
    return made


def dispatch_until(done: list[bool]) -> None:
    """Dispatch again and again, as a worker does, until whoever writes is done."""
    with acting_as_software():
        while not done:
            dispatch(7)
    traces.close()
    connection.close()


def test_each_event_is_numbered_once_in_commit_order(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    number, done = subscribe(client, receiver.address), list[bool]()
    teller.drain()
    with ThreadPoolExecutor() as pool:
        dispatching = [pool.submit(dispatch_until, done) for _ in range(2)]
        writing = [pool.submit(write, person, seed) for seed in range(WRITERS)]
        made = [event for each in writing for event in each.result()]
        done.append(True)
        assert [each.result() for each in dispatching] == [None, None]
    while dispatch():
        continue
    held = Delivery.objects.filter(subscription_id=number).order_by("number").values_list("number", "event_id")
    with session() as raw:
        committed = [event for (event,) in raw.execute(ORDER, [made]).fetchall()]
    assert list(held) == list(enumerate(committed, start=1))
    assert len(committed) == WRITERS * EACH


def test_nothing_overtakes_a_transaction_that_is_open(
    client: FhirClient, receiver: Receiver, teller: Teller, person: UUID
) -> None:
    subscribe(client, receiver.address)
    teller.drain()
    with session() as slow:
        with slow.transaction():
            happen(slow, person)
            drafts.signed(person)
            teller.drain()
            assert receiver.numbers == []
        teller.drain()
    assert receiver.numbers == [1, 2]
    assert [bool("Composition" in each) for each in receiver.plans] == [False, True]
