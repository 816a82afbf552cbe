"""How long a newcomer waits: from `git clone` over `make demo` to the first page, with warm package caches."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.runs import CONSOLE, REPOSITORY, Settings, run

TARGET = 120.0
SAID = "Accord is at http://"


def measure(settings: Settings) -> list[Figure]:
    """Do it, several times unless it is to be quick."""
    took = statistics.median(_first_page(settings.data) for _ in range(1 if settings.quick else settings.repeat))
    name = "From git clone to the first page of make demo"
    return [Figure(name=name, unit="s", people=settings.people, value=took, target=TARGET)]


def _first_page(folder: Path) -> float:
    clone = folder / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    started = time.perf_counter()
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(clone)], check=True)
    with _demo(clone, folder / "data") as (host, port):
        connection = http.client.HTTPConnection(host, port, timeout=60)
        connection.request("GET", "/sign-in")
        status = connection.getresponse().status
        took = time.perf_counter() - started
    if status != http.HTTPStatus.OK:
        raise RuntimeError(f"the first page was answered with {status}")
    CONSOLE.print(f"first page after {took:.1f} s")
    return took


@contextmanager
def _demo(clone: Path, data: Path) -> Iterator[tuple[str, int]]:
    """Run `make demo` on a free port, for as long as the block lasts; give where it answers."""
    # the folder's own user data is not to be touched, and no other database may answer
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}
    command = ["make", "demo", f"DATA={data}", "PORT=0", f"PYTHON={sys.executable}"]
    with (clone.parent / "demo.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=clone, env=kept, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
        )
        try:
            assert process.stdout is not None
            said = next((line for line in process.stdout if SAID in line), "")
            host, _, port = said.strip().rstrip("/").rpartition(SAID)[2].partition(":")
            if not port:
                raise RuntimeError(f"make demo did not start; see {clone.parent / 'demo.log'}")
            yield host, int(port)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)
            shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    run(measure)
