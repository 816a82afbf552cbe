"""Content cannot be moved to where a trace already is: a row of somebody stays theirs, whoever may change the rest."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from psycopg import errors, sql
from tests.builders import drafts
from tests.integration.kept.conftest import Raw

from accord.domain.plan.wishes import Scope
from accord.plans.actions import drafts as actions

CLOSED = ["plans_standing", "plans_draft", "plans_draftpart", "plans_kepttyping"]
"""Tables with content that may be changed at all; the others are appended to, or changed in named columns."""
MAY_CHANGE = "SELECT has_column_privilege('accord_app', %s, %s, 'UPDATE')"
WHOSE = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attname = ANY(%s)"


def move(raw: Raw, table: str, column: str, was: UUID, to: UUID) -> None:
    statement = sql.SQL("UPDATE {} SET {} = %s WHERE {} = %s")
    raw.execute(statement.format(sql.Identifier(table), *[sql.Identifier(column)] * 2), [to, was])


@pytest.mark.parametrize("table", CLOSED)
def test_content_cannot_be_moved_to_somebody_whose_record_is_open(gp: Raw, person: UUID, table: str) -> None:
    actions.open(person_id=person, scope=Scope.ENDURING, by=drafts.gp())
    with pytest.raises(errors.InsufficientPrivilege), gp.transaction(force_rollback=True):
        move(gp, table, "person_id", person, uuid4())


@pytest.mark.parametrize("column", ["draft_id", "id"])
def test_parts_cannot_be_moved_to_a_draft_that_is_open(gp: Raw, person: UUID, column: str) -> None:
    draft_id = actions.open(person_id=person, scope=Scope.ENDURING, by=drafts.gp())
    table = "plans_draftpart" if column == "draft_id" else "plans_draft"
    with pytest.raises(errors.InsufficientPrivilege), gp.transaction(force_rollback=True):
        move(gp, table, column, draft_id, uuid4())


def test_no_table_with_content_lets_its_rows_be_moved(owner_connection: Raw) -> None:
    read = "SELECT proname FROM pg_proc WHERE proname LIKE 'accord\\_read\\_plans\\_%'"
    tables = [*CLOSED, *(name.removeprefix("accord_read_") for (name,) in owner_connection.execute(read).fetchall())]
    movable = [
        (table, column)
        for table in tables
        for (column,) in owner_connection.execute(WHOSE, [table, ["id", "person_id", "version_id"]]).fetchall()
        if owner_connection.execute(MAY_CHANGE, [table, column]).fetchone() == (True,)
    ]
    assert movable == []
