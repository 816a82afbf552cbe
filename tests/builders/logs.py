"""Rows of the access log, sealed with a key of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection

from accord.access.actions.sealing import Sealer
from accord.access.queries.log_findings import Finding, Report
from accord.access.queries.log_heads import Head, LogKeys, keys_from
from accord.access.queries.log_verifying import Verification
from accord.config.embedded import OWNER_ROLE
from accord.privileges import traces
from accord.privileges.claims import acting, tell

KEYS: LogKeys = keys_from(["the key that tests sign the log with: not drawn at random"])
NOTE = "SELECT accord_note_reads(array_fill(%s::uuid, ARRAY[%s]), 'care', 'plan', '')"
FORGE = """
    INSERT INTO access_accesslog (at, staff_id, staff_role_id, organisation_id, person_id, purpose, what, basis)
    SELECT now(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), %s, 'care', 'plan', ''
    FROM generate_series(1, %s) RETURNING id
"""
"""What only the owner of the tables may do."""
NOTED = "SELECT id FROM access_accesslog WHERE person_id = %s ORDER BY id"


def note_rows(count: int = 1, *, over: Any = None) -> list[int]:
    """Append rows, committed at once, or over another connection in its transaction; return their ids."""
    person_id, raw = uuid4(), over or traces.apart()
    if raw.info.user == OWNER_ROLE:
        return [row[0] for row in raw.execute(FORGE, [person_id, count]).fetchall()]
    tell(raw, acting())
    raw.execute(NOTE, [person_id, count])
    return [row[0] for row in raw.execute(NOTED, [person_id]).fetchall()]


def forget_log() -> psycopg.Connection[Any]:
    """Empty the log for this test's transaction, and return the connection over which rows are noted in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accord_test_forget_log()")
    raw: psycopg.Connection[Any] = connection.connection
    return raw


def seal_all(sealer: Sealer | None = None) -> Sealer:
    """Seal until nothing is left."""
    sealer = sealer or Sealer(KEYS)
    while sealer.seal():
        continue
    return sealer


def verified(over: Any = None, exported: Sequence[Head] = (), **told: Any) -> Report:
    """Verify the log over the application's connection, or over another."""
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = over or connection.connection
    return Verification(raw, trusted=KEYS.trusted, exported=exported).run(**told)


def first_finding(over: Any = None, exported: Sequence[Head] = ()) -> Finding | None:
    """Verify the log and return what was found first."""
    return next(iter(verified(over, exported).findings), None)
