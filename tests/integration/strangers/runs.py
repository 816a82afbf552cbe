"""A whole run of `accord demo`, worker and all: what went wrong in it, and everything that it left behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from tests.builders.visitors import Visitor

from accord.config.embedded import DATABASE, SUPERUSER, socket_folder

COMMAND = (
    str(Path(sys.executable).with_name("accord")),
    "demo",
    "--people",
    "60",
    "--areas",
    "1",
    "--seed",
    "5",
    "--no-run",
)
KEEP_JOBS = """
    CREATE TABLE kept_jobs (task text, args text);
    CREATE FUNCTION keep_job() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
        $$BEGIN INSERT INTO kept_jobs VALUES (NEW.task_name, NEW.args::text); RETURN NEW; END$$;
    CREATE TRIGGER keep_jobs AFTER INSERT ON procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION keep_job();
"""
WORDS = re.compile(r"[\w-]+")


@dataclass
class Run:
    """A running Accord, its synthetic region, and everything that was seen outside its database and its pages."""

    data: Path
    address: str
    process: subprocess.Popen[str]
    note: dict[str, Any]
    owner: psycopg.Connection[tuple[object, ...]]
    visitors: list[Visitor] = field(default_factory=list)

    def visitor(self, role: str = "") -> Visitor:
        """Return somebody at a screen, signed in where a role is named."""
        self.visitors.append(Visitor(self.address))
        if role:
            name = next(one["username"] for one in self.note["sign_ins"] if one["username"].startswith(role))
            self.visitors[-1].sign_in(name, self.note["password"])
        return self.visitors[-1]

    @contextmanager
    def broken(self, table: str) -> Iterator[None]:
        """Take a table away for a while: every statement about it fails, with whatever it was given."""
        self.owner.execute(f'ALTER TABLE "{table}" RENAME TO taken_away')
        yield
        self.owner.execute(f'ALTER TABLE taken_away RENAME TO "{table}"')

    def rows(self, query: str) -> list[str]:
        """Return each row of a query as text."""
        return [" ".join(str(value) for value in row) for row in self.owner.execute(query).fetchall()]

    def left(self) -> dict[str, str]:
        """Return all that this run left outside the record: logs, jobs, events, addresses."""
        files = {path.name: path.read_text(encoding="utf-8", errors="replace") for path in self.data.glob("*.log")}
        queries = {
            "jobs": "SELECT task, args FROM kept_jobs",
            "jobs that wait": "SELECT task_name, args, queueing_lock FROM procrastinate_jobs",
            "events": "SELECT kind, payload FROM events_event",
            "outbox": "SELECT * FROM events_outbox",
        }
        told = {name: "\n".join(self.rows(query)) for name, query in queries.items()}
        addresses = "\n".join(each for visitor in self.visitors for each in visitor.addresses)
        return {**files, **told, "addresses": addresses}

    def identifiers(self) -> dict[str, set[str]]:
        """Return what would tell who somebody of the region is, by what it is."""
        born = [date.fromisoformat(each) for each in self.rows("SELECT DISTINCT birth_date FROM people_searchkey")]
        names = " ".join(self.rows("SELECT family, array_to_string(given, ' ') FROM people_name"))
        contacts = self.rows("SELECT name FROM people_contact")
        return {
            "number": set(self.rows("SELECT number FROM people_nhsnumber")),
            "name": {word for word in WORDS.findall(f"{names} {' '.join(contacts)}") if len(word) > 2},
            "contact": set(contacts),
            "date of birth": {
                text for day in born for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%-d %B %Y}")
            },
            "postcode": {code for code in self.rows("SELECT postcode FROM people_address") if code},
            "phone": {code for code in self.rows("SELECT value FROM people_telecom") if code},
        }


@contextmanager
def run_demo() -> Iterator[Run]:
    """Run `accord demo` on a folder of its own, and give it."""
    with tempfile.TemporaryDirectory(prefix="accord-run-") as folder:
        data = Path(folder)
        data.chmod(0o711)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        with (data / "output.log").open("w", encoding="utf-8") as errors:
            command = [*COMMAND, "--data", folder, "--port", "0"]
            process = subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=errors)
        try:
            with _connected(data, process) as run:
                yield run
        finally:
            process.terminate()
            process.communicate(timeout=30)


@contextmanager
def _connected(data: Path, process: subprocess.Popen[str]) -> Iterator[Run]:
    assert process.stdout is not None
    line = next(line for line in process.stdout if line.startswith("Accord is at "))
    note = json.loads((data / "synthetic-region.json").read_text(encoding="utf-8"))
    address = line.removeprefix("Accord is at ").strip().rstrip("/")
    with psycopg.connect(host=str(socket_folder(data)), user=SUPERUSER, dbname=DATABASE, autocommit=True) as owner:
        owner.execute(KEEP_JOBS)
        yield Run(data, address, process, note, owner)
