"""Looks that are answered together: the same traces, and content only once they are committed."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from psycopg import errors
from tests.builders import drafts, who
from tests.integration.kept.conftest import Raw, connected, logged

OPEN = "SELECT accord_open_several(%s::uuid[], %s::text[], 'emergency', 'fhir_emergency')"
READ = "SELECT n, body FROM accord_read_summaries(%s, %s::text[])"
BODY = b"what the summary says"
NOT_OPENED = errors.InsufficientPrivilege


@pytest.fixture
def kept(gp: Raw, person: UUID) -> UUID:
    row = gp.execute("SELECT accord_emergency_stamp(%s)", [person]).fetchone()
    assert row is not None
    gp.execute("SELECT accord_keep_summary(%s, '', %s, 'ours', NULL, %s)", [person, row[0], BODY])
    return person


def opened(raw: Raw, *people: UUID, basis: str = "registered") -> str:
    row = raw.execute(OPEN, [list(people), [basis] * len(people)]).fetchone()
    assert row is not None
    return str(row[0][0])


def test_committed_traces_give_the_summaries(gp: Raw, kept: UUID, owner_connection: Raw) -> None:
    other, before = uuid4(), logged(owner_connection, kept)
    ticket = opened(gp, other, kept)
    assert gp.execute(READ, [ticket, ["", ""]]).fetchall() == [(2, BODY)]
    assert (logged(owner_connection, kept), logged(owner_connection, other)) == (before + 1, 1)


def test_trace_of_each_names_whoever_acts_and_its_basis(gp: Raw, kept: UUID, owner_connection: Raw) -> None:
    gp.execute(OPEN, [[kept, uuid4()], ["staying", "registered"]])
    log = "SELECT staff_role_id, basis, purpose, what FROM access_accesslog WHERE person_id = %s ORDER BY id DESC"
    row = owner_connection.execute(log, [kept]).fetchone()
    assert row == (drafts.gp().staff_role_id, "staying", "emergency", "fhir_emergency")


def test_same_transaction_and_one_rolled_back_give_nothing(gp: Raw, kept: UUID) -> None:
    with pytest.raises(NOT_OPENED), gp.transaction(force_rollback=True):
        gp.execute(READ, [opened(gp, kept), [""]])
    with gp.transaction(force_rollback=True):
        ticket = opened(gp, kept)
    with pytest.raises(NOT_OPENED):
        gp.execute(READ, [ticket, [""]])


def test_altered_ticket_or_that_of_somebody_else_gives_nothing(gp: Raw, kept: UUID) -> None:
    ticket = opened(gp, uuid4())
    for forged in (str(kept) + ticket[36:], "", "||||"):
        with pytest.raises(NOT_OPENED):
            gp.execute(READ, [forged, [""]])
    with connected(drafts.nurse()) as other, pytest.raises(NOT_OPENED):
        other.execute(READ, [opened(gp, kept), [""]])


def test_nobody_opens_keeps_or_finds(anybody: Raw) -> None:
    for statement in (
        "SELECT accord_open_several(ARRAY[gen_random_uuid()], ARRAY['registered'], 'emergency', 'x')",
        "SELECT accord_emergency_stamp(gen_random_uuid())",
        "SELECT accord_keep_summary(gen_random_uuid(), '', 'x', 'x', NULL, '')",
        "SELECT accord_find_emergencies('{}', '{}', '{}', 'x', gen_random_uuid(), '{}', '{}', current_date)",
    ):
        with pytest.raises(NOT_OPENED):
            anybody.execute(statement)


def test_application_reads_and_writes_no_summary_itself(gp: Raw, kept: UUID) -> None:
    for statement in (
        "SELECT body FROM sharing_summary",
        "SELECT stamp FROM sharing_summary",
        "UPDATE sharing_summary SET until = NULL",
        "DELETE FROM sharing_summary",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            gp.execute(statement)


def test_summary_of_rows_that_changed_meanwhile_is_not_kept(gp: Raw, person: UUID, owner_connection: Raw) -> None:
    gp.execute("SELECT accord_keep_summary(%s, '', 'an older stamp', 'ours', NULL, %s)", [person, BODY])
    row = owner_connection.execute("SELECT count(*) FROM sharing_summary WHERE person_id = %s", [person]).fetchone()
    assert row == (0,)


def test_every_row_of_a_person_counts_in_the_stamp(gp: Raw, person: UUID, owner_connection: Raw) -> None:
    def stamp() -> object:
        return gp.execute("SELECT accord_emergency_stamp(%s)", [person]).fetchone()

    seen = [stamp()]
    for change in (
        "UPDATE people_person SET revision = revision WHERE id = %s",
        "UPDATE people_nhsnumber SET status = status WHERE person_id = %s",
        "UPDATE people_name SET family = family WHERE person_id = %s",
        "DELETE FROM people_address WHERE person_id = %s",
        "INSERT INTO people_telecom (person_id, system, use, value) VALUES (%s, 'phone', 'home', '01632 960001')",
        "UPDATE plans_standing SET sheet = sheet WHERE person_id = %s",
    ):
        owner_connection.execute(change, [person])
        owner_connection.commit()
        seen.append(stamp())
    assert len(set(map(str, seen))) == len(seen)


def test_alert_is_raised_of_each_look_outside(gp: Raw, owner_connection: Raw) -> None:
    one, other = who.recorded(), who.recorded()
    opened(gp, one, other, one, basis="outside")
    count = "SELECT count(*) FROM access_alert WHERE person_id = ANY(%s)"
    row = owner_connection.execute(count, [[one, other]]).fetchone()
    assert row == (2,)
