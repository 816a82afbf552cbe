"""The login with which a web process comes may put the application's role off again; its rows stay hidden then too."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from tests.integration.kept.conftest import Raw
from tests.integration.kept.test_rows import HELD, count

from accord.config import embedded
from accord.config.configurations import Configuration
from accord.config.databases import databases

SERVICE = "accord_test_service"


@pytest.fixture
def service(configuration: Configuration, fresh_database: str, person: object) -> Iterator[Raw]:
    """A connection of a login that is a member of the application's role (docs/how-to/use-your-own-postgresql.md)."""
    owner = databases(configuration)["owner"]
    user = embedded.SUPERUSER if configuration.embedded else owner["USER"]
    known = {"user": user, "password": owner["PASSWORD"], "host": owner["HOST"], "port": owner["PORT"]}
    address = make_conninfo("", **{key: value for key, value in known.items() if value}, dbname=fresh_database)
    with psycopg.connect(address, autocommit=True) as raw:
        if raw.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() != (True,):
            pytest.skip("only a superuser makes a login and comes as it")
        raw.execute(f"CREATE ROLE {SERVICE}; GRANT accord_app TO {SERVICE}; SET SESSION AUTHORIZATION {SERVICE}")
        yield raw
        raw.execute(f"RESET SESSION AUTHORIZATION; DROP ROLE {SERVICE}")


@pytest.mark.parametrize("table", HELD)
def test_login_that_is_no_owner_sees_no_rows(service: Raw, table: str) -> None:
    assert count(service, table) == 0


@pytest.mark.parametrize("table", HELD)
def test_owner_sees_all_rows(service: Raw, owner_connection: Raw, table: str) -> None:
    assert count(owner_connection, table) > 0
