"""A database of a module's own, for a load that commits: many tests look at one, and nothing of it stays behind."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from accord.config import embedded
from accord.config.configurations import Configuration
from accord.config.databases import databases
from accord.privileges import traces


@pytest.fixture(scope="module")
def own_database(
    configuration: Configuration, fresh_database: str, django_db_setup: None, django_db_blocker: object
) -> Iterator[None]:
    """Copy the migrated database, and let the module's tests use the copy."""
    name = f"{fresh_database}_own"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django publishes no type for it
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT current_user")
            (owner,) = cursor.fetchone()
        _run(configuration, sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}"), name, fresh_database, owner)
        _point_to(name)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # as above
        _point_to(fresh_database)
        _run(configuration, sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)


def _point_to(name: str) -> None:
    _close_all()
    for connection in connections.all():
        connection.settings_dict["NAME"] = name


def _close_all() -> None:
    traces.close()
    connections.close_all()


def _run(configuration: Configuration, statement: sql.SQL, *names: str) -> None:
    _close_all()
    owner = databases(configuration)["owner"]
    user = embedded.SUPERUSER if configuration.embedded else owner["USER"]
    known = {"user": user, "password": owner["PASSWORD"], "host": owner["HOST"], "port": owner["PORT"]}
    maintenance = make_conninfo("", **{key: value for key, value in known.items() if value}, dbname="postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(statement.format(*map(sql.Identifier, names)))
