"""Fixtures for every kind of test: a real PostgreSQL, migrated as its owner and used as the application's role."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as profiles
from psycopg import sql
from psycopg.conninfo import make_conninfo
from tests.builders.eyes import open_eye

from accord.config import embedded
from accord.config.configurations import Configuration
from accord.config.databases import databases
from accord.config.migrations import migrate
from accord.privileges import traces

# How long an example takes says how busy the machine is. What CI judges is judged by the same examples each time; new
# ones are looked for wherever else tests run.
profiles.register_profile(
    "accord", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
profiles.load_profile("accord")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Take the cost out of passwords; what the real ones cost is held by tests/unit/config/test_passwords.py."""
    with override_settings(PASSWORD_HASHERS=["tests.builders.hashers.QuickArgon2"]):
        yield


@pytest.fixture(scope="session")
def configuration() -> Iterator[Configuration]:
    """Where the tests' database server is: DATABASE_URL, else an embedded one of their own, gone with them."""
    if os.environ.get("DATABASE_URL"):
        yield Configuration.read()
        return
    with tempfile.TemporaryDirectory(prefix="accord-") as folder:
        data = Path(folder)
        data.chmod(0o711)
        server = embedded.start(data, durable=False)
        try:
            yield Configuration.read({"ACCORD_DATA": str(data)})
        finally:
            server.stop()


@pytest.fixture(scope="session")
def fresh_database(configuration: Configuration) -> Iterator[str]:
    """Make a new, empty database for this run, and drop it afterwards."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    owner = databases(configuration)["owner"]
    superuser = embedded.SUPERUSER if configuration.embedded else owner["USER"]
    known = {"user": superuser, "password": owner["PASSWORD"], "host": owner["HOST"], "port": owner["PORT"]}
    maintenance = make_conninfo("", **{key: value for key, value in known.items() if value}, dbname="postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        statement = sql.SQL("CREATE DATABASE {} OWNER {}")
        connection.execute(
            statement.format(sql.Identifier(name), sql.Identifier(owner["USER"] or connection.info.user))
        )
    yield name
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def django_db_setup(configuration: Configuration, fresh_database: str, django_db_blocker: object) -> Iterator[None]:
    """Point Django at the new database and migrate it (takes the place of pytest-django's own)."""
    for alias, settings in databases(configuration).items():
        # A pool's threads would outlive the test that made them; nothing else differs from the real settings.
        settings["OPTIONS"].pop("pool", None)
        connections[alias].close()
        connections[alias].settings_dict.update(settings | {"NAME": fresh_database})
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django publishes no type for it
        migrate()
        open_eye()
        yield
        traces.close()
        connections.close_all()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """Let a test really commit, for what only shows between connections. Nothing is cleaned up: use ids of your own."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # as above
        yield
        connections.close_all()


@pytest.fixture
def owner_connection(django_db_setup: None) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A plain connection as the owner of the tables."""
    parameters = connections["owner"].get_connection_params()
    wanted = {
        key: parameters[key] for key in ("dbname", "user", "password", "host", "port", "options") if key in parameters
    }
    with psycopg.connect(make_conninfo("", **wanted)) as connection:
        yield connection


@pytest.fixture(autouse=True)
def _second_factor_is_optional() -> Iterator[None]:
    """Sign in with a password alone, as in a demo; the tests of the second factor say otherwise."""
    with override_settings(ACCORD_SECOND_FACTOR="optional"):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run last the tests that really commit: they leave their people behind, and others count what is there."""
    items.sort(key=lambda item: "committed" in getattr(item, "fixturenames", ()))
