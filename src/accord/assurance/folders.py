"""Where snapshots of the record and runs over them are kept: in the data folder, for its owner alone."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings


def place() -> Path:
    """Return the folder in which all of it lies."""
    return Path(settings.ACCORD_ASSURANCE)


def snapshots() -> Path:
    """Return the folder of the snapshots."""
    return place() / "snapshots"


def runs() -> Path:
    """Return the folder of the runs."""
    return place() / "runs"


def folder_of_snapshot(identity: str) -> Path:
    """Return the folder of one snapshot."""
    return snapshots() / identity


def folder_of_run(run_id: UUID) -> Path:
    """Return the folder of one run."""
    return runs() / str(run_id)


def attempt() -> Path:
    """Return the file that says when a run was last begun, and how it ended."""
    return place() / "attempt.json"


def lock() -> Path:
    """Return the file that whoever makes a run holds."""
    return place() / "lock"
