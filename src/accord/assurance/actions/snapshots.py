"""A run over the record as it stands: a snapshot of it, written whole, what runs find in it, and both kept at once.

The run before stays what the pages show until all of the new one is there. Whoever reads that one goes on reading it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accord.assurance import folders
from accord.assurance.actions import keeping, snapshot_files, telling, whole_folders
from accord.assurance.actions.attempts import alone
from accord.assurance.actions.sightings import Recorded, record_sightings
from accord.assurance.actions.snapshot_files import Written
from accord.assurance.extracts.watches import Progress, in_silence
from accord.assurance.models import Run, Snapshot
from accord.assurance.runs import making
from accord.assurance.runs.made import Asked, Made
from accord.assurance.signals.new_decisions import LONGEST_PAST
from accord.domain.events import EventKind
from accord.events.actions import record

SEED = 1
"""What chance is drawn from: the same snapshot gives the same run."""
LOOKS = LONGEST_PAST
"""A run each night asks about the same decision for as long as it lies in what is looked at: so many nights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken: `is_new` is no where the same record was looked at before, and nothing was added."""

    run_id: UUID
    identity: str
    is_new: bool
    decisions: int
    signals: int = 0
    new_signals: int = 0


def take(*, on: date | None = None, progress: Progress = in_silence) -> Taken:
    """Take a snapshot of the record as of a day (today), run over it, and make that the run that the pages show.

    Raises Conflict where one is being taken already. Whatever else goes wrong leaves the run before in its place.
    """
    with alone():
        keeping.forget_old()
        taken = _take(on or timezone.localdate(), progress)
        keeping.forget_old()
        telling.tell_of_the_night()
    return taken


def what_is_asked(on: date) -> Asked:
    """Return what the run of a night asks."""
    return Asked(as_of=on, seed=SEED, stored=True, looks=LOOKS)


def _take(on: date, progress: Progress) -> Taken:
    progress("Taking a snapshot of the record", 0, 0)
    written = snapshot_files.write(on)
    decisions = written.rows["decisions"]
    earlier = Run.objects.filter(snapshot__identity=written.identity, version=_version()).first()
    if earlier is not None and folders.folder_of_run(earlier.pk).is_dir():
        return Taken(run_id=earlier.pk, identity=written.identity, is_new=False, decisions=decisions)
    run_id = uuid4()
    made = _run(written, run_id, on, progress)
    try:
        recorded = _keep(written, run_id, on, made)
    except BaseException:
        whole_folders.take_away(folders.folder_of_run(run_id))
        raise
    return Taken(
        run_id=run_id,
        identity=written.identity,
        is_new=True,
        decisions=decisions,
        signals=recorded.seen,
        new_signals=recorded.new,
    )


def _run(written: Written, run_id: UUID, on: date, progress: Progress) -> Made:
    with whole_folders.beside(folders.runs()) as apart:
        out: Path = apart / "run"
        made = making.run(written.sources, what_is_asked(on), out, progress)
        whole_folders.put(out, folders.folder_of_run(run_id))
    return made


@transaction.atomic
def _keep(written: Written, run_id: UUID, on: date, made: Made) -> Recorded:
    snapshot, _ = Snapshot.objects.get_or_create(
        identity=written.identity, defaults={"as_of": on, "rows": dict(written.rows)}
    )
    run = Run.objects.create(id=run_id, snapshot=snapshot, version=_version(), seed=SEED)
    recorded = record_sightings(run, made.told.signals)
    payload = {"run": str(run_id), "snapshot": written.identity, "as_of": on.isoformat()}
    counts = {"decisions": written.rows["decisions"], "signals": recorded.seen, "new_signals": recorded.new}
    record(kind=EventKind.ASSURANCE_RUN_MADE, person_id=None, by=None, payload={**payload, **counts})
    return recorded


def _version() -> str:
    return version("accord-care")
