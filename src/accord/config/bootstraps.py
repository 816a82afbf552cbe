"""What must be true of a database before the first migration: the two roles, and nobody else in it."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from accord.config.embedded import APP_ROLE


class BootstrapFailed(RuntimeError):
    """The owner's login may not prepare the database; the message says what to run by hand."""


def prepare(connection: psycopg.Connection[Any], *, app_login: str | None = None) -> None:
    """Prepare the database that `connection` (the owner's) is connected to. Doing it again changes nothing.

    `app_login` is the login with which the application connects when that is not the application's role itself.
    """
    app = sql.Identifier(APP_ROLE)
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone():
        _as_owner_may(connection, sql.SQL("CREATE ROLE {} NOLOGIN").format(app))
    if app_login not in (None, APP_ROLE):
        row = connection.execute("SELECT pg_has_role(%s, %s, 'MEMBER')", [app_login, APP_ROLE]).fetchone()
        if not (row and row[0]):
            _as_owner_may(connection, sql.SQL("GRANT {} TO {}").format(app, sql.Identifier(str(app_login))))
    database = sql.Identifier(connection.info.dbname)
    for statement in (
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database),
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, app),
        sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(app),
        # A new function is for those it is granted to, and not for everybody.
        sql.SQL("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"),
    ):
        connection.execute(statement)


def _as_owner_may(connection: psycopg.Connection[Any], statement: sql.Composed) -> None:
    try:
        connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege as refused:
        raise BootstrapFailed(
            "the database owner's login may not do this; as an administrator of the database, run: "
            + statement.as_string(connection)
        ) from refused
