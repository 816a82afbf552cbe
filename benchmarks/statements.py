"""The statements that a piece of work sends, taken down as they are sent, and pgbench sending the same ones."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import connection, connections
from psycopg import ClientCursor

from accord.config.embedded import programs, socket_folder
from accord.domain.authority import Actor
from accord.privileges.claims import claim
from benchmarks.figures import Spread

LITERAL = re.compile(r"/\*.*?\*/|\bE'(?P<escaped>(?:[^'\\]|''|\\.)*)'|'(?P<plain>(?:[^']|'')*)'", re.DOTALL)
"""A comment, or a string in SQL, with backslashes that escape or without."""


TICKET = re.compile(r"[0-9a-f-]{36}\|[0-9]+\|[0-9]+\|[0-9a-f-]{36}\|[0-9a-f]{64}")
OPENS = re.compile(r"(accord_open_read\([^;]*\))", re.DOTALL)
OPENS_OUTSIDE = re.compile(r"(accord_open_outside\([^;]*\))", re.DOTALL)
ACT = """
    CREATE OR REPLACE FUNCTION bench_act(whose text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $act$
    DECLARE body text := whose || '|' || pg_backend_pid() || '|' || ceil(extract(epoch FROM now())) + 600;
    BEGIN
      PERFORM set_config('accord.actor', body || '|' || accord_sign(body), false);
    END $act$;
    GRANT EXECUTE ON FUNCTION bench_act(text) TO accord_app;
"""
"""How pgbench says who acts, on whichever connection it has: a function that only the benchmark's database has."""


def acting_script(by: Actor) -> str:
    """Return the line of a script in which somebody acts from there on, and make the function that it calls."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(ACT)
    whose = "|".join(claim(by, 0).split("|")[:4])
    return f"SELECT bench_act('{whose}');\n"


def take_down(work: Callable[[], object]) -> list[str]:
    """Return the statements that some work sends over the application's connection, with their values."""
    sent: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        sent.append(ClientCursor(connection.connection).mogrify(sql, params).strip())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return sent


def with_variables(statements: list[str], known: Mapping[object, str]) -> str:
    """Return a pgbench script of these statements, with variables in the place of known values.

    pgbench sends a variable as a parameter, which cannot stand within a literal: there, the literal is put together
    from its pieces. It would also take any `:word` of a literal for a variable, so that a literal's colons are escaped.
    """
    names = {form: name for value, name in known.items() for form in (str(value), str(value).replace("-", ""))}
    wanted = re.compile("(" + "|".join(map(re.escape, names)) + ")")

    def rewritten(literal: re.Match[str]) -> str:
        if literal.group().startswith("/*"):
            return ""
        body = literal["plain"].replace("\\", "\\\\") if literal["plain"] is not None else literal["escaped"]
        if body in names:
            return f":{names[body]}"
        if TICKET.fullmatch(body):
            return ":ticket"
        pieces = [
            f"(:{names[piece]})::text" if piece in names else "E'{}'".format(piece.replace(":", "\\072"))
            for piece in wanted.split(body)
        ]
        return pieces[0] if len(pieces) == 1 else f"({' || '.join(pieces)})"

    return "".join(_sent(LITERAL.sub(rewritten, statement)) for statement in statements)


def _sent(statement: str) -> str:
    """Return a statement as pgbench sends it; what opens a record leaves its ticket for those that follow."""
    opening, found = OPENS.subn(r"\1 AS ticket", OPENS_OUTSIDE.sub(r"(\1)[1] AS ticket", statement))
    found += OPENS_OUTSIDE.search(statement) is not None
    return f"{opening}\n\\gset\n" if found else f"{statement};\n"


def run_pgbench(
    script: str, data: Path, *, clients: int, transactions: int, variables: Mapping[str, int] | None = None
) -> Spread:
    """Return how long each run of a script took, over so many clients, as the application's role.

    Every statement is prepared once for each client, which is the least that the database can do for it.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "script.sql"
        file.write_text(script)
        settings = connections["default"].settings_dict
        command = [
            str(programs.find_programs() / "pgbench"),
            "-n",
            "-M",
            "prepared",
            "-f",
            str(file),
            "-c",
            str(clients),
        ]
        command += [word for name, value in (variables or {}).items() for word in ("-D", f"{name}={value}")]
        command += ["-j", str(min(clients, 2)), "-t", str(transactions // clients), "-l", "--log-prefix"]
        command += [f"{folder}/log", "-h", str(socket_folder(data)), "-U", settings["USER"], settings["NAME"]]
        environment = {**os.environ, "PGPASSWORD": settings["PASSWORD"]}
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
        if done.returncode:
            raise RuntimeError(f"pgbench failed: {done.stderr.strip()[-1000:]}")
        lines = [line for log in Path(folder).glob("log*") for line in log.read_text().splitlines()]
    took = [int(line.split()[2]) / 1e6 for line in lines]
    a_second = next(line for line in done.stdout.splitlines() if line.startswith("tps ="))
    return Spread.of(took, len(took) / float(a_second.split()[2]))
