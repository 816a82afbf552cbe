"""What the application does by itself so that nothing is read unseen, whatever page or job reads it."""

from __future__ import annotations

from collections.abc import Iterator
from select import select
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from tests.builders import drafts, who
from tests.integration.kept.conftest import Raw, logged

from accord.domain.authority import Role
from accord.domain.reaches import SOFTWARE
from accord.plans.queries import standing
from accord.privileges import openings, traces
from accord.privileges.claims import acting_as, begin
from accord.privileges.openings import NobodyActs, NotReached

PATIENCE = 60.0


@pytest.fixture
def person(gp: Raw) -> UUID:
    person_id = drafts.person_with_talk()
    drafts.signed(person_id)
    return person_id


@pytest.fixture
def acting(gp: Raw) -> Iterator[None]:
    """A GP acts, who has opened nobody yet."""
    with acting_as(drafts.gp()):
        yield


def test_reading_notes_the_look_that_nobody_noted(person: UUID, acting: None, owner_connection: Raw) -> None:
    before = logged(owner_connection, person)
    assert standing.sheet(person)
    assert logged(owner_connection, person) == before + 1


def test_look_that_was_noted_is_not_noted_again(person: UUID, acting: None, owner_connection: Raw) -> None:
    openings.open_read(person, purpose="care", what="plan")
    before = logged(owner_connection, person)
    assert standing.sheet(person)
    assert logged(owner_connection, person) == before


def test_trace_stands_though_the_work_around_it_is_rolled_back(
    person: UUID, acting: None, owner_connection: Raw
) -> None:
    before = logged(owner_connection, person)
    with transaction.atomic():
        assert standing.sheet(person)
        transaction.set_rollback(True)
    assert logged(owner_connection, person) == before + 1


@pytest.mark.parametrize("broken", [True, False], ids=["broken", "whole"])
def test_trace_outlasts_a_connection_that_broke_unused(
    person: UUID, acting: None, owner_connection: Raw, *, broken: bool
) -> None:
    before, raw = logged(owner_connection, person), traces.apart()
    if broken:
        raw.execute("SET idle_session_timeout = 1")  # milliseconds; then the database hangs up
        assert select([raw.fileno()], [], [], PATIENCE)[0]
    with transaction.atomic():
        openings.open_read(person, purpose="care", what="plan")
    assert logged(owner_connection, person) == before + 1
    assert (traces.apart() is not raw) is broken


def test_trace_that_cannot_be_is_an_error_as_in_the_transaction(acting: None) -> None:
    with transaction.atomic(), pytest.raises(DatabaseError):
        openings.open_read(uuid4(), purpose="care", what="no such\0thing")


def test_nobody_reads_nothing(person: UUID) -> None:
    with acting_as(None), pytest.raises(NobodyActs):
        standing.sheet(person)


def test_administrator_reads_nothing(person: UUID) -> None:
    with acting_as(who.actor("Y90001", Role.ADMINISTRATOR)), pytest.raises(NotReached):
        standing.sheet(person)


def test_list_is_noted_for_each_person_once(acting: None, owner_connection: Raw) -> None:
    one, other = uuid4(), uuid4()
    openings.note_reads([one, other, one], purpose="care", what="work")
    assert [logged(owner_connection, each) for each in (one, other)] == [1, 1]


@pytest.mark.parametrize(
    ("left", "asked", "clean"),
    [
        ("SET accord.actor = 'x'", "SELECT current_setting('accord.actor')", ""),
        ("SET statement_timeout = 1234", "SHOW statement_timeout", "0"),
        ("SET TimeZone = 'Asia/Tokyo'", "SHOW TimeZone", "UTC"),
        ("DECLARE kept CURSOR WITH HOLD FOR SELECT 1", "SELECT count(*) FROM pg_cursors", 0),
        ("LISTEN somebody", "SELECT count(*) FROM pg_listening_channels()", 0),
        (
            "SELECT pg_advisory_lock(4711)",
            "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND objid = 4711",
            0,
        ),
    ],
)
def test_connection_from_the_pool_keeps_nothing(committed: None, left: str, asked: str, clean: object) -> None:
    with acting_as(None), connection.cursor() as cursor:
        cursor.execute(left)
        begin(sender=None, connection=connection)  # as Django does for each connection that it takes from the pool
        cursor.execute(asked)
        assert cursor.fetchone() == (clean,)


def test_who_acted_before_acts_again(gp: Raw) -> None:
    with acting_as(drafts.gp()) as outer:
        with acting_as(SOFTWARE):
            pass
        assert outer.actor == drafts.gp()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('accord.actor')")
            assert cursor.fetchone()[0].startswith(str(drafts.gp().staff_id))
