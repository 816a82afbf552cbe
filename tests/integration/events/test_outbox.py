"""The outbox is read in commit order, and nothing is lost while a transaction is open."""

from uuid import uuid4

import psycopg
import pytest
from django.db import connections, transaction
from psycopg.conninfo import make_conninfo

from accord.domain.events import EventKind
from accord.events.actions import mark_delivered, record
from accord.events.actions.recording import OutsideTransaction
from accord.events.queries import outbox

INSERT = """WITH e AS (INSERT INTO events_event (kind, payload) VALUES ('plan_ended', '{}') RETURNING id)
    INSERT INTO events_outbox (event_id) SELECT id FROM e RETURNING event_id"""


def other_session() -> psycopg.Connection[tuple[int]]:
    known = connections["default"].get_connection_params()
    wanted = ("dbname", "user", "password", "host", "port", "options")
    return psycopg.connect(make_conninfo("", **{key: known[key] for key in wanted if known.get(key)}))


def committed_event() -> int:
    with transaction.atomic():
        return record(kind=EventKind.PLAN_SIGNED, person_id=uuid4(), by=None)


@pytest.fixture(autouse=True)
def _empty_outbox(committed: None) -> None:
    mark_delivered(event_ids=outbox.in_commit_order(10_000))


def test_order_is_that_of_commit() -> None:
    events = [committed_event() for _ in range(3)]
    assert outbox.in_commit_order(10) == events
    assert outbox.in_commit_order(2) == events[:2]


def test_open_transaction_holds_back_what_came_after_it() -> None:
    with other_session() as slow:
        (first,) = slow.execute(INSERT).fetchone() or (0,)
        second = committed_event()
        assert outbox.in_commit_order(10) == []
    assert outbox.in_commit_order(10) == [first, second]


def test_record_outside_a_transaction_is_refused() -> None:
    with pytest.raises(OutsideTransaction):
        record(kind=EventKind.PLAN_SIGNED, person_id=None, by=None)
