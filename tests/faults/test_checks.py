"""The checks themselves: each finds what it is there to find, and a record that nobody broke has nothing to find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.faults.checking import RULES, Connection, broken, missed
from tests.faults.houses import House, Work
from tests.faults.ledgers import Ledger

from accord.config import embedded

BREAKING = {
    "fact that it was signed": "DELETE FROM plans_fact WHERE step = 'signed' AND version_id = (SELECT id FROM newest)",
    "one event, told to others once": """
        DELETE FROM events_event WHERE payload ->> 'version_id' = (SELECT id::text FROM newest)""",
    "no row in the outbox": "DELETE FROM events_outbox WHERE id = (SELECT max(id) FROM events_outbox)",
    "tells of a version that is not there": "DELETE FROM plans_version WHERE id = (SELECT id FROM newest)",
    "is of a version that is not there": "DELETE FROM plans_version WHERE id = (SELECT id FROM newest)",
    "neither current nor closed": "DELETE FROM plans_current WHERE version_id = (SELECT id FROM newest)",
    "hold exactly what is current": "UPDATE plans_standing SET sheet = jsonb_set(sheet, '{layers}', '[]')",
    "has no standing": "DELETE FROM plans_standing",
    "closed as signed": "UPDATE plans_draft SET state = 'discarded' WHERE state = 'signed'",
    "not exactly one task": "DELETE FROM plans_task WHERE kind = 'endorsement_due'",
    "was endorsed, and not as many events": """
        INSERT INTO plans_fact (person_id, version_id, step, at, detail, recorded_name, recorded_organisation)
        SELECT person_id, id, 'endorsed', now(), '{}', '', '' FROM plans_version""",
    "has two current plans": """
        ALTER TABLE plans_current DROP CONSTRAINT plans_one_current;
        CREATE TEMP TABLE twice AS SELECT * FROM plans_current;
        UPDATE twice SET id = gen_random_uuid(), version_id = gen_random_uuid();
        INSERT INTO plans_current SELECT * FROM twice
        """,
    "that nothing has closed": "DELETE FROM plans_fact WHERE step = 'superseded'",
    "not the last that was signed": """
        UPDATE plans_current SET version_id = (SELECT replaces FROM plans_version WHERE id = (SELECT id FROM newest))
        WHERE version_id = (SELECT id FROM newest)""",
    "not numbered one after another": "UPDATE plans_version SET number = number + 9",
    "does not replace the one before it": "UPDATE plans_version SET replaces = NULL WHERE id = (SELECT id FROM newest)",
    "not in the order of its versions": """
        UPDATE plans_fact SET id = -1 WHERE step = 'signed' AND version_id = (SELECT id FROM newest)""",
    "not what was signed": "UPDATE plans_version SET document = '{}' WHERE id = (SELECT id FROM newest)",
}


@pytest.fixture(scope="module")
def served(house: House) -> Iterator[House]:
    """The installation, with a database that runs all the while."""
    with embedded.running(house.data):
        yield house


@pytest.fixture
def connection(served: House) -> Iterator[Connection]:
    """A connection that may break anything; what it broke is whole again afterwards."""
    with served.superuser() as opened, opened.transaction(force_rollback=True):
        opened.execute("CREATE TEMP TABLE newest AS SELECT id FROM plans_version ORDER BY number DESC LIMIT 1")
        opened.execute("SET LOCAL session_replication_role = replica")
        yield opened


def test_every_rule_is_broken_once_here() -> None:
    assert [words for words in RULES if not any(said in words for said in BREAKING)] == []


@pytest.mark.parametrize("said", BREAKING)
def test_what_is_broken_is_found(connection: Connection, said: str) -> None:
    assert [fault for fault in broken(connection) if said in fault] == []
    connection.execute(BREAKING[said])
    assert [fault for fault in broken(connection) if said in fault]


def test_what_was_said_and_is_not_there_is_found(connection: Connection, house: House) -> None:
    (work,) = house.take(1)
    book = Ledger(scenario="nothing happened")
    book.note_tried(work.draft, work)
    book.note_acknowledged(work.draft)
    book.note_shown(house.signers["s-1"], work.person, "sign")
    book.note_endorsed(work.draft)
    signed, endorsed, shown = missed(connection, book)
    assert "was acknowledged and is not there" in signed
    assert ("were acknowledged, and 0 are there" in endorsed, "logged 0 times" in shown) == (True, True)


def test_signature_that_nobody_sent_is_found(connection: Connection) -> None:
    row = connection.execute("SELECT person_id FROM plans_version LIMIT 1").fetchone()
    assert row is not None
    book = Ledger(scenario="nothing happened")
    book.note_tried(row[0], Work(row[0], row[0]))
    assert sum("which nobody sent" in each for each in missed(connection, book)) == 2


def test_signature_on_the_record_of_somebody_else_is_found(connection: Connection) -> None:
    row = connection.execute("SELECT request_token, person_id FROM plans_version LIMIT 1").fetchone()
    assert row is not None
    book = Ledger(scenario="nothing happened")
    book.note_tried(row[0], Work(row[0], row[0]))
    book.note_shown(row[0], row[1], "person")
    assert any("record of somebody else" in each for each in missed(connection, book))
