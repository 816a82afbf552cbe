"""The database, reachable for as long as a command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from accord.config import embedded
from accord.config.migrations import migrate
from accord.config.settings import CONFIGURATION
from accord.domain.errors import Refused
from accord.privileges import traces
from accord.privileges.claims import acting_as_software, install_key


@contextmanager
def reachable(*, shared: bool = True) -> Iterator[None]:
    """Start the embedded server, or use the one that runs (unless not `shared`), or the database of DATABASE_URL."""
    server = embedded.running(CONFIGURATION.data, shared=shared) if CONFIGURATION.embedded else nullcontext()
    with server:
        try:
            yield
        finally:
            close_connections()


@contextmanager
def up_to_date(*, shared: bool = True) -> Iterator[None]:
    """Give a reachable database that every migration was applied to; the embedded one is brought up to date."""
    with reachable(shared=shared):
        if has_pending_migrations():
            if not CONFIGURATION.embedded:
                raise Refused.one("DATABASE_URL", "the database is not up to date.", "Run `accord migrate` first.")
            migrate()
        _agree_on_the_key()
        yield


def _agree_on_the_key() -> None:
    """See that the database takes our claims: the key of an embedded one is given anew, as its folder may be a copy."""
    if CONFIGURATION.embedded:
        install_key()
    with acting_as_software(), connections["default"].cursor() as cursor:
        cursor.execute("SELECT accord_reaches('P')")
        if cursor.fetchone() != (True,):
            wrong = "the database was prepared with another."
            raise Refused.one("ACCORD_SECRET_KEY", wrong, "Give the same one, or run `accord migrate` with this one.")


def has_pending_migrations() -> bool:
    """Return whether a migration waits to be applied."""
    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def close_connections() -> None:
    """Close every connection and the pool, whose threads would outlive the server."""
    traces.close()
    connections.close_all()
    for wrapper in connections.all(initialized_only=True):
        if isinstance(wrapper, DatabaseWrapper):
            wrapper.close_pool()
