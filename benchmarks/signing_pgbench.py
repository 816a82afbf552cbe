"""The statements of one signature, taken down as they are sent, and pgbench sending the same ones."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, connections

from accord.config.embedded import programs, socket_folder
from accord.plans.models import Draft, Version
from benchmarks.figures import Spread

NUMBERED = """
    CREATE TABLE IF NOT EXISTS bench_drafts (n bigserial PRIMARY KEY, draft_id uuid NOT NULL, person_id uuid NOT NULL);
    CREATE SEQUENCE IF NOT EXISTS bench_next;
    TRUNCATE bench_drafts RESTART IDENTITY;
    ALTER SEQUENCE bench_next RESTART;
    GRANT SELECT ON bench_drafts TO accord_app;
    GRANT USAGE ON SEQUENCE bench_next TO accord_app;
"""
NEXT = """SELECT draft_id AS draft, person_id AS person, gen_random_uuid() AS version, gen_random_uuid() AS token
FROM bench_drafts WHERE n = (SELECT nextval('bench_next'))
\\gset
"""


def statements_of(sign: Callable[[], None], draft_id: UUID) -> str:
    """Return a pgbench script of what one call sends, with its ids as variables."""
    sent: list[str] = []

    def take_down(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        sent.append(psycopg.ClientCursor(connection.connection).mogrify(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(take_down):
        sign()
    person_id = Draft.objects.values_list("person_id", flat=True).get(pk=draft_id)
    version = Version.objects.values("id", "request_token").get(person_id=person_id)
    known = {draft_id: "draft", person_id: "person", version["id"]: "version", version["request_token"]: "token"}
    script = "".join(f"{statement.strip()};\n" for statement in sent)
    for found, name in known.items():
        assert found is not None
        script = script.replace(str(found), f":{name}").replace(found.hex, f":{name}")
    return f"{NEXT}BEGIN;\n{script}COMMIT;\n"


def run_pgbench(script: str, data: Path, transactions: int, clients: int) -> Spread:
    """Return how many a second pgbench ran, and how long they took."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "signing.sql"
        file.write_text(script)
        command = [str(programs.find_programs() / "pgbench"), "-n", "-f", str(file), "-c", str(clients), "-j", "2"]
        command += ["-t", str(transactions // clients), "-l", "--log-prefix", f"{folder}/log"]
        settings = connections["default"].settings_dict
        command += ["-h", str(socket_folder(data)), "-U", settings["USER"], settings["NAME"]]
        environment = {**os.environ, "PGPASSWORD": settings["PASSWORD"]}
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
        logs = list(Path(folder).glob("log*"))
        took = [int(line.split()[2]) / 1e6 for log in logs for line in log.read_text().splitlines()]
    a_second = next(line for line in said.splitlines() if line.startswith("tps ="))
    return Spread.of(took, len(took) / float(a_second.split()[2]))


def number(drafts: list[UUID]) -> None:
    """Number drafts, so that each transaction of pgbench takes the next."""
    people = dict(Draft.objects.filter(pk__in=drafts).values_list("id", "person_id"))
    with connections["owner"].cursor() as cursor:
        cursor.execute(NUMBERED)
        cursor.executemany(
            "INSERT INTO bench_drafts (draft_id, person_id) VALUES (%s, %s)", [(each, people[each]) for each in drafts]
        )
