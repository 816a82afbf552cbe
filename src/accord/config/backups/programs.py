"""Running the programs that come with the server, and saying what they said."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from accord.config.backups.failures import BackupFailed
from accord.config.embedded.programs import find_programs

Tell = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much (see `accord.config.progress`)."""

PROGRESS = re.compile(r"(\d+)/(\d+) kB")


def run(
    name: str,
    *arguments: str | Path,
    doing: str,
    secrets: Mapping[str, str] | None = None,
    tell: Tell | None = None,
) -> str:
    """Run a program to its end and return what it said; raise `BackupFailed` with it where it failed.

    What is secret goes through the environment: everybody on the machine may read a command line.
    """
    process = subprocess.Popen(
        [str(find_programs() / name), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"LC_ALL": "C", "PATH": os.defpath, **(secrets or {})},
    )
    try:
        said = _listen(process, doing, tell)
        status = process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    if status != 0:
        raise BackupFailed(f"{doing} failed: {''.join(said[-3:]).strip() or f'{name} ended with {status}'}")
    return "".join(said)


def _listen(process: subprocess.Popen[str], doing: str, tell: Tell | None) -> list[str]:
    """Pass on how far the program has come, and return whatever else it says."""
    said = []
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:  # a carriage return ends a line too
            progress = PROGRESS.search(line)
            if progress is None:
                said.append(line)
            elif tell:
                tell(doing, int(progress[1]), int(progress[2]))
    return said
