"""The files that the gates look at: what is in the repository, or would be if everything were added."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked(*suffixes: str) -> list[Path]:
    """Return the repository's files that end in one of `suffixes` (all, if none is given)."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    paths = [ROOT / name for name in sorted(set(names)) if name and (not suffixes or name.endswith(suffixes))]
    return [path for path in paths if path.is_file()]
