"""Bringing a database up to date, as its owner."""

from __future__ import annotations

import psycopg
from django.core.management import call_command
from django.db import connections

from accord.config.bootstraps import prepare
from accord.privileges.claims import install_key


def migrate(*, verbosity: int = 0) -> None:
    """Prepare the database and apply every migration, as the owner; the application's role may not."""
    owner = connections["owner"]
    owner.ensure_connection()
    raw = owner.connection
    assert isinstance(raw, psycopg.Connection)
    app_login = connections["default"].settings_dict["USER"] or raw.info.user
    prepare(raw, app_login=app_login)
    call_command("migrate", database="owner", verbosity=verbosity, interactive=False, skip_checks=True)
    install_key()
