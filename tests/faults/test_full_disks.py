"""There is no room: for the access log, while everything else can be written, and for anything at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.faults.crowds import Crowd, seated, wait_until
from tests.faults.databases import Database
from tests.faults.houses import House, Work
from tests.faults.ledgers import Ledger
from tests.faults.limits import no_file_beyond
from tests.faults.servers import Server
from tests.faults.visitors import Cut, Visitor

LOOKS = 200
SIGNINGS = 60
FILL = """
    INSERT INTO access_accesslog (at, staff_id, staff_role_id, organisation_id, person_id, purpose, what, basis)
    SELECT now(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), repeat('p', 24),
        repeat('w', 40), repeat('b', 40) FROM generate_series(1, 10000)
"""
"""Makes the log the largest file of the database, so that a limit of size meets it before any other."""
LARGEST = """
    SELECT relname = 'access_accesslog' AND pg_relation_size(oid) > 17000000, pg_relation_size(oid)
    FROM pg_class WHERE relkind IN ('r', 't', 'i') ORDER BY pg_relation_size(oid) DESC LIMIT 1
"""


@pytest.fixture(scope="module")
def database(house: House) -> Iterator[Database]:
    with Database(house.data) as running:
        yield running


@pytest.fixture
def server(house: House, database: Database) -> Iterator[Server]:
    with Server(house.environment_on(database.socket)) as running:
        yield running


def make_largest(house: House) -> int:
    """Make the log the largest file, and return its size."""
    with house.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        while not (row := connection.execute(LARGEST).fetchone() or (False, 0))[0]:
            connection.execute(FILL)
        return int(row[1])


def look_until_cut(visitor: Visitor, work: Work) -> int:
    """Look at somebody until there is no answer; return how often there was one."""
    for count in range(LOOKS):
        try:
            visitor.look(f"/people/{work.person}", work.person, "person")
        except Cut:
            return count
    raise AssertionError("there was always an answer")


@pytest.mark.scenario("no room for the access log")
def test_no_room_for_the_access_log_and_nothing_is_shown(
    house: House, ledger: Ledger, database: Database, server: Server
) -> None:
    size = make_largest(house)
    with seated(house, server, ledger, 1) as (visitor,):
        forms = [visitor.open_form(work) for work in house.take(3)]
        with no_file_beyond(database.pid, size):
            look_until_cut(visitor, forms[0].work)
            for form in forms:
                with pytest.raises(Cut):
                    visitor.sign(form)
        for form in forms:
            visitor.sign_alone(form)


@pytest.mark.scenario("no room for anything")
def test_no_room_while_people_sign(house: House, ledger: Ledger, database: Database, server: Server) -> None:
    with seated(house, server, ledger, 4) as visitors:
        crowd = Crowd(server, visitors, ledger, house.take(SIGNINGS))
        with crowd.signing():
            crowd.until(20)
            with no_file_beyond(database.pid, 0):
                wait_until(database.is_dead)
            database.start_again()
    assert len(ledger.tried) == SIGNINGS
