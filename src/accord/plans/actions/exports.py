"""Taking the dataset out of the system: by somebody who may, and with an event that says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import transaction

from accord.domain.authority import Actor, Permission
from accord.domain.events import EventKind
from accord.events.actions import record
from accord.plans.queries import dataset
from accord.plans.queries.dataset import Written


@transaction.atomic
def export_dataset(
    *, out: Path, by: Actor | None, on: date | None = None, with_rationale: bool = False, with_stays: bool = False
) -> Written:
    """Write the data package into `out`. With no `by`, whoever runs the server did it from the command line."""
    if by is not None:
        by.must(Permission.EXPORT_DATASET)
    written = dataset.write_package(out=out, on=on, with_rationale=with_rationale, with_stays=with_stays)
    payload = {"decisions": written.rows["decisions"], "left_out": written.left_out}
    payload |= {"with_stays": with_stays, "with_rationale": with_rationale}
    record(kind=EventKind.DATASET_EXPORTED, person_id=None, by=by, payload=payload)
    return written
