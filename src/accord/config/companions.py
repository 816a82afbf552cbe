"""A worker beside the web server: a process of its own, whose life is tied to ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from accord.config.embedded import launches
from accord.config.embedded.keepers import kept_running

PATIENCE = 10.0
WORKER = (sys.executable, "-c", "from accord.config.main import run; run()", "worker")
"""The command `accord worker`; the environment says where its data are."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A worker that runs."""

    process: subprocess.Popen[bytes]

    def wait(self) -> None:
        """Come back once it has ended."""
        self.process.wait()

    def stop(self) -> None:
        """Let it finish its job, and end it when that takes too long."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def working_beside(*, errors: BinaryIO) -> Iterator[None]:
    """Run a worker for as long as the block lasts, which logs to `errors`; one that ends is started again.

    When we are killed the kernel ends it, as the embedded server.
    """
    start = partial(_start, errors)
    with kept_running("worker", start(), start):
        yield


def _start(errors: BinaryIO) -> Companion:
    ourselves = (str(os.getpid()), "self", str(os.geteuid()), str(os.getegid()))
    command = [sys.executable, "-I", "-S", launches.__file__, *ourselves, *WORKER]
    return Companion(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors))
