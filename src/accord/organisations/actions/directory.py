"""Load the directory from CSV files: organisations, how they relate, and staff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accord.domain.authority import Actor
from accord.domain.events import EventKind
from accord.events import actions as events
from accord.organisations.actions import organisation_rows, relationship_rows, staff_rows
from accord.organisations.actions.tables import Reject, write_rejects
from accord.organisations.queries import directory, remits


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """How many rows of each table were loaded, and what was not."""

    organisations: int
    relationships: int
    staff: int
    rejects: tuple[Reject, ...]


@transaction.atomic
def load_csv(
    *, organisations: Path | None, relationships: Path | None, staff: Path | None, rejects: Path, by: Actor | None
) -> LoadReport:
    """Load the files in order; a row that cannot be read goes to `rejects` with its reason, the rest loads.

    Loading the same files again changes nothing. An organisation, relationship or role that is no longer in a file
    stays as it is: what has ended is said with `valid_to`, never by leaving a line out.
    """
    refused: list[Reject] = []
    loaded = _maybe(organisation_rows.load, organisations, refused)
    related = _maybe(relationship_rows.load, relationships, refused)
    people = _maybe(staff_rows.load, staff, refused)
    directory.forget()
    remits.forget()
    if organisations is not None or relationships is not None:
        events.record(
            kind=EventKind.ORGANISATION_LOADED,
            person_id=None,
            by=by,
            payload={"organisations": loaded, "relationships": related, "rejects": len(refused)},
        )
    if staff is not None:
        events.record(kind=EventKind.STAFF_LOADED, person_id=None, by=by, payload={"staff_roles": people})
    write_rejects(rejects, refused)
    return LoadReport(organisations=loaded, relationships=related, staff=people, rejects=tuple(refused))


def _maybe(load: Callable[[Path, list[Reject]], int], path: Path | None, refused: list[Reject]) -> int:
    return load(path, refused) if path is not None else 0
