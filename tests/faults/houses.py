"""A data folder with people, drafts and signers, and a database that keeps what it says is kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from tests.faults import auditing, preparing

from accord.config import embedded

ACCORD = str(Path(sys.executable).with_name("accord"))
OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Work:
    """A draft that is ready to be signed, and whom it is about."""

    draft: UUID
    person: UUID


@dataclass(kw_only=True)
class House:
    """An installation of the tests' own."""

    data: Path
    signers: Mapping[str, UUID]
    """Who may sign: the ids of the staff by their user names."""
    ready: Iterator[Work]
    browsers: dict[str, SimpleCookie] = field(default_factory=dict, repr=False)
    """What each signer's browser keeps: a session outlives every fault here."""
    auditor: subprocess.Popen[str] | None = field(default=None, repr=False)

    def take(self, count: int) -> list[Work]:
        """Return so many drafts that nobody else uses."""
        return [next(self.ready) for _ in range(count)]

    def environment(self, **more: str) -> dict[str, str]:
        """Return what a command of this installation is told."""
        return environment(self.data) | more

    def environment_on(self, socket: Path) -> dict[str, str]:
        """Return what a command is told that reaches the database over a socket, and does not hold it itself."""
        owner = embedded.socket_folder(self.data)
        return self.environment(
            DATABASE_URL=f"postgresql://{embedded.APP_ROLE}@/{embedded.DATABASE}?host={socket}",
            DATABASE_OWNER_URL=f"postgresql://{embedded.OWNER_ROLE}@/{embedded.DATABASE}?host={owner}",
        )

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the data folder."""
        told = self.environment()
        return subprocess.run([ACCORD, *words], capture_output=True, text=True, timeout=PATIENCE, check=False, env=told)

    def last_words(self) -> str:
        """Return what the server logged last of requests that went wrong; pytest shows it where a scenario fails."""
        lines = (self.data / "serve.log").read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        return "".join([line for line in lines if '"status": 2' not in line and '"status": 3' not in line][-40:])

    def audit(self) -> list[str]:
        """Seal the access log to its end and verify all of it; return what is wrong. The database must be running."""
        if self.auditor is None:
            self.auditor = subprocess.Popen(
                auditing.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self.environment()
            )
        assert self.auditor.stdin is not None
        assert self.auditor.stdout is not None
        self.auditor.stdin.write("\n")
        self.auditor.stdin.flush()
        found: list[str] = json.loads(self.auditor.stdout.readline())["wrong"]
        return found

    def leave(self) -> None:
        """End what runs for it."""
        if self.auditor is not None:
            self.auditor.communicate(timeout=PATIENCE)

    @contextmanager
    def superuser(self) -> Iterator[psycopg.Connection[Any]]:
        """Give a connection that sees every row, whatever the policies say, and can change what nobody may."""
        with (
            embedded.running(self.data) as server,
            psycopg.connect(server.conninfo(user=embedded.SUPERUSER), autocommit=True) as connection,
        ):
            yield connection


def environment(data: Path) -> dict[str, str]:
    """Return what every process of an installation is told: passwords alone, and our own test numbers."""
    return OUTSIDE | {
        "ACCORD_DATA": str(data),
        "ACCORD_TEST_NUMBERS": "own",
        "ACCORD_SECOND_FACTOR": "optional",
        "DJANGO_SETTINGS_MODULE": "accord.config.settings",
    }


def build(data: Path, drafts: int) -> House:
    """Make an installation with so many drafts."""
    told = environment(data)
    subprocess.run([ACCORD, "migrate", "--data", str(data)], env=told, check=True, capture_output=True)
    made = subprocess.run(
        [*preparing.COMMAND, str(drafts)], env=told, check=True, stdout=subprocess.PIPE, text=True, timeout=PATIENCE
    )
    found = json.loads(made.stdout)
    return House(
        data=data,
        signers={name: UUID(each) for name, each in found["signers"].items()},
        ready=iter([Work(UUID(draft), UUID(person)) for draft, person in found["drafts"]]),
    )
