"""Folders that are there whole or not at all: written under another name, forced to the disk, and then given theirs.

Nobody writes into one afterwards: its files are read-only. It goes as it came, by its name first.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OF_OWNER = 0o700
READ_ONLY = 0o400
UNFINISHED = "."
"""What the names of folders begin with that are being written, or taken away."""


def make(folder: Path) -> Path:
    """Make a folder for its owner alone, with those that it lies in."""
    folder.mkdir(mode=OF_OWNER, parents=True, exist_ok=True)
    return folder


@contextmanager
def beside(parent: Path) -> Iterator[Path]:
    """Yield a folder to write into, under a name that nobody reads; it is gone afterwards unless it was put away."""
    folder = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}writing-", dir=make(parent)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put(folder: Path, target: Path) -> None:
    """Put a finished folder in its place, at once: every file on the disk and read-only, and then its name."""
    for each in sorted(folder.rglob("*")):
        if each.is_file():
            each.chmod(READ_ONLY)
        _force(each)
    _force(folder)
    folder.rename(target)
    _force(target.parent)


def take_away(folder: Path) -> None:
    """Take a folder away: first its name, so that nobody finds half of it."""
    going = folder.with_name(f"{UNFINISHED}going-{folder.name}")
    folder.rename(going)
    shutil.rmtree(going)


def sweep(parent: Path) -> None:
    """Take away what a process that was killed left half-written, or half taken away."""
    for each in parent.glob(f"{UNFINISHED}*"):
        shutil.rmtree(each, ignore_errors=True)


def _force(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
