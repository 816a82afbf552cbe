"""PostgreSQL is killed while people sign: a process of it, so that it recovers by itself, and all of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from tests.faults.crowds import Crowd, seated, wait_until
from tests.faults.databases import Database
from tests.faults.houses import House
from tests.faults.ledgers import Ledger
from tests.faults.servers import Server

SEALED = "SELECT (SELECT max(id) FROM access_accesslog) <= (SELECT max(highest) FROM access_seal)"
SIGNINGS = 200
AT_ONCE = 8
KILLS = (
    (30, Database.kill_a_process),
    (80, Database.kill_everything),
    (120, Database.stop_at_once),
    (160, Database.kill_everything),
)
"""After how many acknowledged signatures, and what."""


def is_sealed(house: House) -> bool:
    """Return whether the worker, which nobody started again, has sealed the last look."""
    with house.superuser() as connection:
        row = connection.execute(SEALED).fetchone()
    return row is not None and bool(row[0])


@pytest.fixture
def database(house: House) -> Iterator[Database]:
    with Database(house.data) as running:
        yield running


@pytest.mark.scenario("PostgreSQL killed and restarted")
def test_postgresql_killed_while_people_sign(house: House, ledger: Ledger, database: Database) -> None:
    with (
        Server(house.environment_on(database.socket), beside=True) as server,
        seated(house, server, ledger, AT_ONCE) as visitors,
    ):
        crowd = Crowd(server, visitors, ledger, house.take(SIGNINGS))
        with crowd.signing():
            for acknowledged, kill in KILLS:
                crowd.until(acknowledged)
                kill(database)
        wait_until(partial(is_sealed, house))
    assert len(ledger.tried) == SIGNINGS
