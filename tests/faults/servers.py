"""The real `accord serve` and `accord worker`, which may be killed at any moment and are started again."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

from tests.faults.houses import ACCORD

SERVE = (ACCORD, "serve", "--port", "0")
WORKER = (ACCORD, "worker")
PATIENCE = 60.0


class Server:
    """Answers browsers for as long as the block lasts, but while it is dead. Each start has an address of its own."""

    def __init__(
        self, environment: Mapping[str, str], *, workers: int = 2, command: Sequence[str] = SERVE, beside: bool = False
    ) -> None:
        """Serve what `environment` names; `beside` runs a worker too."""
        self._environment = dict(environment)
        self._commands = [(*command, "--workers", str(workers)), *([WORKER] if beside else [])]
        self._running: list[subprocess.Popen[str]] = []
        self.host, self.port = "", 0
        self.answers = Event()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop cleanly."""
        for process in reversed(self._running):
            process.terminate()
        self._forget()

    @property
    def process(self) -> subprocess.Popen[str]:
        """The process that was started; its workers are its children."""
        return self._running[0]

    def start(self) -> None:
        """Start, and come back once it listens."""
        with Path(self._environment["ACCORD_DATA"], "serve.log").open("ab") as log:
            for command in self._commands:
                process = subprocess.Popen(
                    command, stdout=subprocess.PIPE, stderr=log, text=True, env=self._environment
                )
                self._running.append(process)
                if len(self._running) == 1:
                    self._read_address(process)
        self.answers.set()

    def kill(self) -> None:
        """Kill every process at once: the server, its workers, and what works beside it."""
        self.answers.clear()
        for pid in [pid for process in self._running for pid in (process.pid, *answering(process.pid))]:
            kill(pid)
        self._forget()

    def kill_parent(self) -> None:
        """Kill the process that was started, and leave the others to notice."""
        self.answers.clear()
        kill(self.process.pid)
        for process in self._running[1:]:
            process.terminate()
        self._forget()

    def kill_worker(self) -> None:
        """Kill one of the processes that answer. The others go on, and another is started in its place."""
        kill(answering(self.process.pid)[-1])

    def _read_address(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        said = process.stdout.readline()
        self.host, _, port = said.rstrip("/\n").rpartition("//")[2].partition(":")
        assert port, f"accord serve did not start: {said}"
        self.port = int(port)

    def _forget(self) -> None:
        for process in self._running:
            process.wait(PATIENCE)
            if process.stdout is not None:
                process.stdout.close()
        self._running.clear()


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def answering(pid: int) -> list[int]:
    """Return those that answer for a server: Python's, not the database."""
    return [each for each in children(pid) if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


def kill(pid: int) -> None:
    """Kill a process with no time to do anything about it."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
