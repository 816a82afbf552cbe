"""The application's database role can do what it was granted, and owns nothing."""

import psycopg
import pytest
from django.db import ProgrammingError, connection


def one(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_application_connects_as_app_role() -> None:
    assert one("SELECT current_user") == "accord_app"


def test_app_role_is_no_superuser() -> None:
    held = one(
        "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    assert held is False


def test_app_role_owns_nothing() -> None:
    assert one("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = 'accord_app'") == 0
    assert one("SELECT count(*) FROM pg_proc WHERE pg_get_userbyid(proowner) = 'accord_app'") == 0


def test_app_role_may_not_make_a_table() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        one("CREATE TABLE mine (id int)")


def test_app_role_may_not_truncate_sessions() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        one("TRUNCATE access_session")


def test_everybody_else_is_shut_out(owner_connection: psycopg.Connection[tuple[object, ...]]) -> None:
    row = owner_connection.execute(
        "SELECT has_schema_privilege('public', 'public', 'CREATE, USAGE'),"
        " has_database_privilege('public', current_database(), 'CONNECT, TEMPORARY')"
    ).fetchone()
    assert row == (False, False)


def test_every_table_has_grants_decided(owner_connection: psycopg.Connection[tuple[object, ...]]) -> None:
    rows = owner_connection.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
        " AND c.relname <> 'privileges_key'"
        " AND NOT has_any_column_privilege('accord_app', c.oid, 'SELECT, INSERT')"
    ).fetchall()
    assert rows == []
