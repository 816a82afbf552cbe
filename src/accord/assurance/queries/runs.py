"""The run that the pages show: the newest whose files are here. What is worked out from it is kept by its identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from accord.assurance.folders import folder_of_run
from accord.assurance.models import Run
from accord.assurance.runs import stored

FRESH = timedelta(hours=36)
"""A run each night is never older, with half a day in which somebody can see that one did not end."""
LOOKED_FOR = 5
"""Runs whose files are looked for: where those of the newest are gone, the one before is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentRun:
    """One run, with the snapshot that it read. Two with the same values give the same answers."""

    id: UUID
    identity: str
    as_of: date
    made_at: datetime
    folder: Path

    def stale(self, now: datetime) -> bool:
        """Whether there should have been another run since."""
        return now - self.made_at > FRESH


def newest() -> CurrentRun | None:
    """Return the newest run whose files are here, or None where there is none yet."""
    rows = Run.objects.select_related("snapshot").order_by("-made_at", "-id")[:LOOKED_FOR]
    return next((found for row in rows if (found := _read(row)).folder.joinpath(stored.FOLDER).is_dir()), None)


def one(run_id: UUID) -> CurrentRun | None:
    """Return an earlier run, or None where it, or what it wrote, is no longer here."""
    row = Run.objects.select_related("snapshot").filter(pk=run_id).first()
    found = _read(row) if row else None
    return found if found and found.folder.joinpath(stored.FOLDER).is_dir() else None


def _read(row: Run) -> CurrentRun:
    return CurrentRun(
        id=row.pk,
        identity=row.snapshot.identity,
        as_of=row.snapshot.as_of,
        made_at=row.made_at,
        folder=folder_of_run(row.pk),
    )
