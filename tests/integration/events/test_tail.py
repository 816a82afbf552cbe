"""Whoever watches for changes passes nothing over, however transactions overlap."""

from uuid import uuid4

import psycopg

from accord.domain.events import EventKind
from accord.domain.reaches import SOFTWARE
from accord.events.queries.tail import Tail
from accord.privileges.claims import claim
from accord.sharing.deliveries.telling import session

INSERT = "INSERT INTO events_event (kind, person_id, payload) VALUES ('plan_ended', %s, '{}')"


def acting(raw: psycopg.Connection[tuple[int]]) -> psycopg.Connection[tuple[int]]:
    raw.execute("SELECT set_config('accord.actor', %s, false)", [claim(SOFTWARE, raw.info.backend_pid)])
    return raw


def test_what_began_early_and_was_committed_late_is_seen(committed: None) -> None:
    tail, early, late = Tail({EventKind.PLAN_ENDED}), uuid4(), uuid4()
    tail.look()
    with session() as one, session() as two:
        with acting(one).transaction():
            one.execute(INSERT, [early])
            acting(two).execute(INSERT, [late])
            assert (late in tail.look(), early in tail.look()) == (True, False)
        assert early in tail.look()
    for _ in range(3):
        tail.look()
    assert not {early, late} & tail.look()


def test_kinds_that_nobody_asked_for_are_passed_over(committed: None) -> None:
    tail, person = Tail({EventKind.PLAN_SIGNED}), uuid4()
    tail.look()
    with session() as one:
        acting(one).execute(INSERT, [person])
    assert person not in tail.look()
