"""Seals the access log to its end and verifies all of it, each time that a line is read: a process, loaded once.

It does what `accord worker` and `accord verify-log` do; those commands are tried where the server is killed.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import psycopg
from django.db import connection, transaction

from accord.access.actions.sealing import Sealer
from accord.access.queries.log_heads import given_keys
from accord.access.queries.log_verifying import Verification
from accord.config.commands.stores import close_connections
from accord.privileges.claims import acting_as_software

COMMAND = (sys.executable, "-c", "import django; django.setup(); from tests.faults import auditing; auditing.main()")


def main() -> None:
    """Answer each line with what was found."""
    for _ in sys.stdin:
        try:
            with acting_as_software():
                told = _audit()
        except Exception as failure:
            told = {"wrong": [repr(failure)]}
        finally:
            close_connections()
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _audit() -> dict[str, Any]:
    keys = given_keys()
    sealer = Sealer(keys)
    while sealer.seal():
        continue
    with transaction.atomic():
        raw = connection.connection
        assert isinstance(raw, psycopg.Connection)
        report = Verification(raw, trusted=keys.trusted, exported=()).run()
    wrong = [each.in_words() for each in report.findings]
    return {"wrong": [*wrong, *([f"{report.waiting} rows are not sealed"] if report.waiting else [])]}
