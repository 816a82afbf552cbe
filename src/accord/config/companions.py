"""A worker beside the web server: a process of its own, whose life is tied to ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from accord.config.embedded import launches

PATIENCE = 10.0
WORKER = (sys.executable, "-c", "from accord.config.main import run; run()", "worker")
"""The command `accord worker`; the environment says where its data are."""


@contextmanager
def working_beside(*, errors: BinaryIO) -> Iterator[None]:
    """Run a worker for as long as the block lasts, which logs to `errors`.

    When we are killed the kernel ends it, as the embedded server.
    """
    ourselves = (str(os.getpid()), "self", str(os.geteuid()), str(os.getegid()))
    command = [sys.executable, "-I", "-S", launches.__file__, *ourselves, *WORKER]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors) as worker:
        try:
            yield
        finally:
            _end(worker)


def _end(worker: subprocess.Popen[bytes]) -> None:
    """Let the worker finish its job, and end it when that takes too long."""
    worker.terminate()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
