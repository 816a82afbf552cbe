"""What a migration grants is what the application's role may do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from accord.privileges import AppendOnly, Grant, GrantExecute

Owner = psycopg.Connection[Any]


@pytest.fixture
def owner(owner_connection: Owner) -> Iterator[Owner]:
    owner_connection.execute("CREATE TABLE notes (id serial PRIMARY KEY, words text, secret text)")
    yield owner_connection
    owner_connection.rollback()


def apply(owner: Owner, operation: Grant | AppendOnly | GrantExecute, *, back: bool = False) -> None:
    for statement in operation.backwards() if back else operation.forwards():
        owner.execute(statement)


def may(owner: Owner, privilege: str, column: str = "words") -> bool:
    row = owner.execute("SELECT has_column_privilege('accord_app', 'notes', %s, %s)", [column, privilege]).fetchone()
    return bool(row and row[0])


def test_new_table_is_closed(owner: Owner) -> None:
    assert not may(owner, "SELECT")


def test_grant_gives_what_it_names(owner: Owner) -> None:
    apply(owner, Grant("notes", "SELECT", "INSERT"))
    assert may(owner, "SELECT")
    assert may(owner, "INSERT")
    assert not may(owner, "UPDATE")


def test_grant_of_insert_includes_the_sequence(owner: Owner) -> None:
    apply(owner, Grant("notes", "INSERT"))
    assert owner.execute("SELECT has_sequence_privilege('accord_app', 'notes_id_seq', 'USAGE')").fetchone() == (True,)


def test_grant_of_columns_leaves_the_others_closed(owner: Owner) -> None:
    apply(owner, Grant("notes", "SELECT", columns=("id", "words")))
    assert may(owner, "SELECT", "words")
    assert not may(owner, "SELECT", "secret")


def test_grant_is_taken_back(owner: Owner) -> None:
    apply(owner, Grant("notes", "SELECT"))
    apply(owner, Grant("notes", "SELECT"), back=True)
    assert not may(owner, "SELECT")


@pytest.mark.parametrize("privileges", [(), ("TRUNCATE",), ("SELECT", "ALL")])
def test_unknown_privilege_is_refused(privileges: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="give one or more of"):
        Grant("notes", *privileges)


@pytest.mark.parametrize("statement", ["UPDATE notes SET words = ''", "DELETE FROM notes", "TRUNCATE notes"])
def test_append_only_table_refuses_its_owner(owner: Owner, statement: str) -> None:
    apply(owner, AppendOnly("notes"))
    owner.execute("INSERT INTO notes (words) VALUES ('kept')")
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="notes is append-only"):
        owner.execute(statement)


def test_append_only_is_taken_back(owner: Owner) -> None:
    apply(owner, AppendOnly("notes"))
    apply(owner, AppendOnly("notes"), back=True)
    assert owner.execute("DELETE FROM notes").rowcount == 0


def test_function_is_called_only_by_whom_it_was_granted_to(owner: Owner) -> None:
    owner.execute("CREATE FUNCTION answer(int) RETURNS int LANGUAGE sql AS 'SELECT $1'")
    asked = "SELECT has_function_privilege('accord_app', 'answer(int)', 'EXECUTE')"
    assert owner.execute(asked).fetchone() == (False,)
    apply(owner, GrantExecute("answer(int)"))
    assert owner.execute(asked).fetchone() == (True,)


@pytest.mark.parametrize(
    "operation", [Grant("a", "SELECT", columns=("b",)), Grant("a", "INSERT"), AppendOnly("a"), GrantExecute("f()")]
)
def test_operation_is_written_to_a_migration_as_it_was_made(operation: Any) -> None:
    name, arguments, named = operation.deconstruct()
    assert vars(type(operation)(*arguments, **named)) == vars(operation)
    assert name == type(operation).__name__
