"""The statements that a piece of work sends, taken down as they are sent, and pgbench sending the same ones."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import connection, connections
from psycopg import ClientCursor

from accord.config.embedded import programs, socket_folder
from benchmarks.figures import Spread


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
    """Return a pgbench script of these statements, with variables in the place of known values."""
    script = "".join(f"{statement};\n" for statement in statements)
    for value, name in known.items():
        script = script.replace(str(value), f":{name}")
    return script


def run_pgbench(script: str, data: Path, *, clients: int, transactions: int) -> Spread:
    """Return how long each run of a script took, over so many clients, as the application's role."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "script.sql"
        file.write_text(script)
        settings = connections["default"].settings_dict
        command = [str(programs.find_programs() / "pgbench"), "-n", "-f", str(file), "-c", str(clients)]
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
