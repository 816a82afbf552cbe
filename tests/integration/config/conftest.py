"""Builders for tests of the embedded server, which start servers of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from accord.config import embedded

ACCORD = str(Path(sys.executable).with_name("accord"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}
HOLD = """
import signal, sys, time
from pathlib import Path
from accord.config import embedded
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a shell runs the tests in the background
server = embedded.start(Path(sys.argv[1]), durable=False)
print(server.process.pid, flush=True)
time.sleep(120)
"""


@dataclass(frozen=True)
class Holding:
    """A process that holds a data folder, and the server it started."""

    process: subprocess.Popen[str]
    server: int

    def server_ends(self, within: float = 60.0) -> bool:
        until = time.monotonic() + within
        while Path(f"/proc/{self.server}/cmdline").exists() and time.monotonic() < until:
            time.sleep(0.02)
        return not Path(f"/proc/{self.server}/cmdline").exists()


@pytest.fixture(scope="session")
def _migrated() -> Iterator[Path]:
    """A data folder that is up to date; no server runs over it."""
    with TemporaryDirectory(prefix="accord-") as folder:
        words = [ACCORD, "migrate", "--data", f"{folder}/data"]
        subprocess.run(words, env=ENVIRONMENT, check=True, capture_output=True)
        yield Path(folder) / "data"


@pytest.fixture(scope="module")
def installed(_migrated: Path) -> Iterator[Path]:
    """An up-to-date data folder of a module's own, with a running server that every command shares."""
    with TemporaryDirectory(prefix="accord-") as folder:
        data = shutil.copytree(_migrated, Path(folder) / "data")
        server = embedded.start(data, durable=False)
        yield data
        server.stop()


@pytest.fixture
def data() -> Iterator[Path]:
    """A new data folder under a short path."""
    with TemporaryDirectory(prefix="accord-") as folder:
        yield Path(folder) / "data"


@pytest.fixture
def hold() -> Iterator[Callable[[Path], Holding]]:
    """Start a process that holds a folder; it is gone after the test."""
    started: list[Holding] = []

    def begin(data: Path) -> Holding:
        process = subprocess.Popen([sys.executable, "-c", HOLD, str(data)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        started.append(Holding(process, int(process.stdout.readline())))
        return started[-1]

    yield begin
    for holding in started:
        holding.process.kill()
        holding.process.communicate()
        assert holding.server_ends()
