"""Whatever the application's role sends, content comes only after a committed row of the log."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors
from tests.builders import drafts
from tests.integration.kept.conftest import Raw, connected, logged

from accord.config.configurations import Configuration
from accord.privileges.claims import Acting, tell

OPEN = "SELECT accord_open_read(%s, 'care', 'plan', '')"
NOT_OPENED = errors.InsufficientPrivilege
SHEET = "SELECT sheet FROM accord_read_plans_standing(%s)"


def opened(raw: Raw, person: UUID) -> str:
    row = raw.execute(OPEN, [person]).fetchone()
    assert row is not None
    return str(row[0])


def given(raw: Raw, ticket: str) -> list[Any]:
    """Return what a ticket gives; an empty answer for no right would read as "no plan", so there must be an error."""
    try:
        with raw.transaction():
            held = raw.execute(SHEET, [ticket]).fetchall()
    except errors.InsufficientPrivilege:
        return []
    assert held, "silence where there should be an error"
    return held


def test_committed_trace_gives_the_content(gp: Raw, person: UUID, owner_connection: Raw) -> None:
    before = logged(owner_connection, person)
    assert given(gp, opened(gp, person))
    assert logged(owner_connection, person) == before + 1


def test_trace_names_whoever_acts(gp: Raw, person: UUID, owner_connection: Raw) -> None:
    opened(gp, person)
    row = owner_connection.execute("SELECT staff_role_id FROM access_accesslog ORDER BY id DESC LIMIT 1").fetchone()
    assert row == (drafts.gp().staff_role_id,)


def test_same_transaction_gives_nothing(gp: Raw, person: UUID) -> None:
    with gp.transaction(force_rollback=True):
        assert given(gp, opened(gp, person)) == []


def test_savepoint_gives_nothing(gp: Raw, person: UUID) -> None:
    with gp.transaction(force_rollback=True):
        with gp.transaction(force_rollback=True):
            inner = opened(gp, person)
        with gp.transaction():
            outer = opened(gp, person)
        assert given(gp, inner) == given(gp, outer) == []


def test_rolled_back_trace_gives_nothing_afterwards(gp: Raw, person: UUID) -> None:
    with gp.transaction(force_rollback=True):
        ticket = opened(gp, person)
    assert given(gp, ticket) == []


def test_statement_that_notes_and_reads_gives_nothing(gp: Raw, person: UUID) -> None:
    both = "SELECT sheet FROM accord_read_plans_standing(accord_open_read(%s, 'care', 'plan', ''))"
    with pytest.raises(NOT_OPENED):
        gp.execute(both, [person])


def test_prepared_statements_give_nothing(gp: Raw, person: UUID) -> None:
    with gp.transaction(force_rollback=True):
        row = gp.execute(OPEN, [person], prepare=True).fetchone()
        assert row is not None
        with pytest.raises(NOT_OPENED):
            gp.execute(SHEET, [row[0]], prepare=True)


def test_pipeline_without_a_sync_between_gives_nothing(gp: Raw, person: UUID) -> None:
    def note_and_read() -> None:
        with gp.pipeline() as pipeline:
            gp.execute("SELECT set_config('accord.test', accord_open_read(%s, 'care', 'plan', ''), false)", [person])
            gp.execute("SELECT sheet FROM accord_read_plans_standing(current_setting('accord.test'))")
            pipeline.sync()

    with pytest.raises(NOT_OPENED):
        note_and_read()


def test_pipeline_with_a_sync_between_is_one_round_trip(gp: Raw, person: UUID) -> None:
    with gp.pipeline() as pipeline:
        gp.execute("SELECT set_config('accord.test', accord_open_read(%s, 'care', 'plan', ''), false)", [person])
        pipeline.sync()
        sheet = gp.execute("SELECT sheet FROM accord_read_plans_standing(current_setting('accord.test'))")
    assert sheet.fetchall()


def test_cursor_held_over_the_end_gives_nothing(gp: Raw, person: UUID) -> None:
    with gp.transaction(force_rollback=True):
        ticket = opened(gp, person)
        gp.execute(f"DECLARE held CURSOR WITH HOLD FOR SELECT * FROM accord_read_plans_standing('{ticket}')")  # noqa: S608  (a ticket of the test's own)
        with pytest.raises(NOT_OPENED):
            gp.execute("FETCH ALL FROM held")
    assert given(gp, ticket) == []


@pytest.mark.parametrize("taken", ["(SELECT sheet FROM plans_standing)", "plans_version", "privileges_key"])
def test_copy_gives_nothing(gp: Raw, taken: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege), gp.cursor().copy(f"COPY {taken} TO STDOUT") as copy:
        list(copy)


@pytest.mark.parametrize("how", ["off", "local"])
def test_weakened_commit_is_made_whole(gp: Raw, person: UUID, how: str) -> None:
    gp.execute(f"SET synchronous_commit = {how}")
    written = "SELECT pg_current_wal_flush_lsn() >= %s::pg_lsn"
    with gp.transaction():
        ticket = opened(gp, person)
        gp.execute("SET LOCAL synchronous_commit = off")
        [at] = gp.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone() or []
    assert gp.execute(written, [at]).fetchone() == (True,)
    assert given(gp, ticket)


def test_constraints_cannot_be_set_to_run_early(gp: Raw, person: UUID) -> None:
    with gp.transaction(force_rollback=True):
        opened(gp, person)
        with pytest.raises(errors.InvalidTransactionState):
            gp.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_constraints_cannot_be_set_in_a_block_of_code(gp: Raw, person: UUID) -> None:
    with gp.transaction(force_rollback=True):
        opened(gp, person)
        with pytest.raises(errors.InvalidTransactionState):
            gp.execute("DO $$ BEGIN EXECUTE 'SET CONST' || 'RAINTS ALL IMMEDIATE'; END $$")


def test_constraints_cannot_be_set_beside_in_one_message(gp: Raw, person: UUID, owner_connection: Raw) -> None:
    before = logged(owner_connection, person)
    early = f"BEGIN; SELECT accord_open_read('{person}', 'care', 'plan', ''); SET CONSTRAINTS ALL IMMEDIATE; COMMIT"
    with pytest.raises(errors.InvalidTransactionState):
        gp.execute(early)
    gp.rollback()
    assert logged(owner_connection, person) == before


def test_ticket_opens_one_person_alone(gp: Raw, person: UUID) -> None:
    other = drafts.person_with_talk()
    ticket = opened(gp, other)
    assert given(gp, ticket.replace(str(other), str(person))) == []
    rows = gp.execute("SELECT person_id FROM accord_read_plans_conversationrecord(%s)", [ticket]).fetchall()
    assert {row[0] for row in rows} == {other}


def test_ticket_of_somebody_else_gives_nothing(gp: Raw, person: UUID) -> None:
    ticket = opened(gp, person)
    with connected(drafts.nurse()) as other:
        assert given(other, ticket) == []
    tell(gp, Acting(None))
    assert given(gp, ticket) == []


@pytest.mark.parametrize("ticket", ["", "|||||", "not a ticket", "a|1|1|b|" + "0" * 64])
def test_what_is_no_ticket_gives_nothing(gp: Raw, person: UUID, ticket: str) -> None:
    assert given(gp, ticket) == []


def test_old_ticket_gives_nothing(gp: Raw, person: UUID, owner_connection: Raw) -> None:
    ticket = opened(gp, person)
    owner_connection.execute("ALTER TABLE access_accesslog DISABLE TRIGGER append_only")
    owner_connection.execute(
        "UPDATE access_accesslog SET at = at - interval '1 hour' WHERE id = %s", [ticket.split("|")[1]]
    )
    tell(owner_connection, Acting(drafts.gp()))
    with pytest.raises(NOT_OPENED):
        owner_connection.execute(SHEET, [ticket])
    owner_connection.rollback()


def test_trace_cannot_be_written_by_hand(gp: Raw) -> None:
    row = "INSERT INTO access_accesslog (staff_id, staff_role_id, organisation_id, person_id, purpose, what, basis)"
    with pytest.raises(errors.InsufficientPrivilege):
        gp.execute(f"{row} VALUES (%s, %s, %s, %s, 'care', 'plan', '')", [uuid4() for _ in range(4)])


def test_ids_of_the_log_cannot_be_used_up(gp: Raw) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        gp.execute("SELECT nextval('access_accesslog_id_seq')")


def test_nobody_opens_nothing(anybody: Raw) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="nobody is acting"):
        anybody.execute(OPEN, [uuid4()])


def test_everybody_at_once_is_for_the_software(gp: Raw, person: UUID) -> None:
    ticket = opened(gp, UUID(int=0))
    with pytest.raises(NOT_OPENED):
        gp.execute("SELECT count(*) FROM accord_read_all_versions(%s)", [ticket])


def test_statistics_of_the_server_tell_nothing(gp: Raw, person: UUID) -> None:
    read = "SELECT count(*) FROM pg_stats WHERE tablename LIKE 'plans_%' OR tablename LIKE 'people_%'"
    assert gp.execute(read).fetchone() == (0,)


def test_psycopg_is_really_the_applications_role(gp: psycopg.Connection[Any]) -> None:
    assert gp.execute("SELECT current_user").fetchone() == ("accord_app",)


def test_statements_of_others_are_not_shown(gp: Raw, anybody: Raw, configuration: Configuration) -> None:
    if not configuration.embedded:
        pytest.skip("a server of somebody else's is told so by whoever looks after it")
    gp.execute("SELECT length('what somebody types of a person')")
    read = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%of a per%' AND pid <> pg_backend_pid()"
    assert anybody.execute(read).fetchone() == (0,)
