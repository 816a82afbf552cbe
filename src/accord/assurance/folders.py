"""Where snapshots of the record and runs over them are kept: in the data folder, for its owner alone."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings


def snapshots() -> Path:
    """Return the folder of the snapshots."""
    return Path(settings.ACCORD_ASSURANCE) / "snapshots"


def runs() -> Path:
    """Return the folder of the runs."""
    return Path(settings.ACCORD_ASSURANCE) / "runs"


def folder_of_snapshot(identity: str) -> Path:
    """Return the folder of one snapshot."""
    return snapshots() / identity


def folder_of_run(run_id: UUID) -> Path:
    """Return the folder of one run."""
    return runs() / str(run_id)
