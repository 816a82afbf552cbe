"""Where the database is, for the two roles that use it: `default` is the application's, `owner` migrates."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from accord.config.configuration_errors import ConfigurationError
from accord.config.configurations import Configuration
from accord.config.embedded import APP_ROLE, DATABASE, OWNER_ROLE, socket_folder

POOL = {"min_size": 1, "max_size": 24, "timeout": 5.0, "reconnect_timeout": 2.0, "max_idle": 300.0}
"""For each web process: four of them stay below the hundred connections that a small server has.

Whoever waits for a connection is told after five seconds that there is none (`accord.config.outages`). A try to connect
is given up after two, so that the next who asks begins another: with psycopg's own five minutes it would come back for
us only as long after it is there as it was gone.
"""
PREPARED_ON_REQUEST = 2**31 - 1
"""Uses after which a statement is prepared by itself: never. With none given, `prepared_cursor` prepares nothing."""

Database = dict[str, Any]


def databases(configuration: Configuration) -> dict[str, Database]:
    """Return Django's databases for this installation."""
    if configuration.database_url is None:
        host = str(socket_folder(configuration.data))
        return {
            "default": _database(NAME=DATABASE, USER=APP_ROLE, HOST=host, OPTIONS=_of_application({})),
            "owner": _database(NAME=DATABASE, USER=OWNER_ROLE, HOST=host),
        }
    default = from_url(configuration.database_url, name="DATABASE_URL")
    owner = from_url(configuration.owner_url or configuration.database_url, name="DATABASE_OWNER_URL")
    if default["USER"] != APP_ROLE:
        options = default["OPTIONS"].get("options", "")
        default["OPTIONS"]["options"] = f"{options} -c role={APP_ROLE}".strip()
    default["OPTIONS"] = _of_application(default["OPTIONS"])
    return {"default": default, "owner": owner}


def _of_application(options: dict[str, Any]) -> dict[str, Any]:
    # The time zone is given as the connection begins, so that resetting a pooled one brings it back.
    given = f"{options.get('options', '')} -c TimeZone=UTC".strip()
    return {**options, "options": given, "pool": POOL, "prepare_threshold": PREPARED_ON_REQUEST}


def from_url(url: str, *, name: str) -> Database:
    """Return the database that an address names."""
    try:
        parts: dict[str, Any] = dict(conninfo_to_dict(url))
    except psycopg.ProgrammingError as wrong:
        raise ConfigurationError(
            name, f"it cannot be read ({wrong}).", "Give postgresql://user:password@host:5432/name."
        ) from wrong
    known = {key: str(parts.pop(part, "")) for key, part in _PARTS.items()}
    if not known["NAME"]:
        raise ConfigurationError(name, "it names no database.", "Give postgresql://user:password@host:5432/name.")
    return _database(**known, OPTIONS=parts)


_PARTS = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def _database(**settings: Any) -> Database:
    empty: Database = {"USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {}}
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0} | empty | settings
