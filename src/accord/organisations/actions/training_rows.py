"""Load the competence register from a CSV file, one line a training or check.

`staff_code, competence, ods_code, completed_on, valid_until, evidence`. `ods_code` is the organisation that keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.competence import Competence
from accord.domain.events import EventKind
from accord.events import actions as events
from accord.organisations.actions.tables import NOWHERE, Line, Reject, lines, write_rejects
from accord.organisations.models import CompetenceRecord, Organisation, StaffMember, StaffRole
from accord.organisations.queries import competence

TABLE = "training"
COLUMNS = ("staff_code", "competence", "ods_code", "completed_on")
_Key = tuple[UUID, UUID, str]
_Said = tuple[date, date | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingReport:
    """How many entries were added, how many stood there already, and what was not loaded."""

    added: int
    unchanged: int
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    staff: dict[str, UUID]
    organisations: dict[str, UUID]
    posts: frozenset[tuple[UUID, UUID]]
    today: date


@transaction.atomic
def load_training(*, training: Path, rejects: Path, by: Actor | None) -> TrainingReport:
    """Append each line that says something new; a line that cannot be read goes to `rejects` with its reason.

    Loading the same file again changes nothing: it does not bring back what was withdrawn since, and leaving a line out
    takes nothing back.
    """
    refused: list[Reject] = []
    known, wanted, read = _known(), {}, 0
    for line in lines(TABLE, training, COLUMNS):
        row = _row(line, known)
        refused.extend(line.rejects)
        if not line.rejects:
            wanted[row.staff_id, row.organisation_id, row.kind] = row
            read += 1
    held = _latest()
    new = [row for key, row in wanted.items() if held.get(key) != _said(row)]
    CompetenceRecord.objects.bulk_create(new, batch_size=1000)
    competence.forget()
    payload = {"added": len(new), "unchanged": read - len(new), "rejects": len(refused)}
    events.record(kind=EventKind.TRAINING_LOADED, person_id=None, by=by, payload=payload)
    write_rejects(rejects, refused)
    return TrainingReport(added=len(new), unchanged=read - len(new), rejects=tuple(refused))


def _known() -> _Known:
    return _Known(
        staff=dict(StaffMember.objects.values_list("staff_code", "id")),
        organisations=dict(Organisation.objects.values_list("ods_code", "id")),
        posts=frozenset(StaffRole.objects.values_list("staff_id", "organisation_id")),
        today=timezone.localdate(),
    )


def _row(line: Line, known: _Known) -> CompetenceRecord:
    code = line.required("staff_code", longest=40)
    staff_id, organisation_id = known.staff.get(code, NOWHERE), line.organisation("ods_code", known.organisations)
    if code and staff_id == NOWHERE:
        line.reject("staff_code", "is not a member of staff who is known here")
    elif organisation_id != NOWHERE and (staff_id, organisation_id) not in known.posts:
        line.reject("ods_code", "is not where they work")
    completed_on, valid_until = line.day("completed_on"), line.day("valid_until")
    if completed_on is None and not line.text("completed_on"):
        line.reject("completed_on", "is empty")
    elif completed_on and completed_on > known.today:
        line.reject("completed_on", "is in the future")
    if completed_on and valid_until and valid_until < completed_on:
        line.reject("valid_until", "is before completed_on")
    return CompetenceRecord(
        staff_id=staff_id,
        organisation_id=organisation_id,
        kind=line.one_of("competence", Competence, Competence.CPR_DECISIONS).value,
        completed_on=completed_on or date.min,
        valid_until=valid_until,
        evidence=line.text("evidence"),
        withdrawn=False,
    )


def _latest() -> dict[_Key, _Said]:
    rows = CompetenceRecord.objects.order_by("staff_id", "organisation_id", "kind", "-id")
    return {
        (row.staff_id, row.organisation_id, row.kind): _said(row)
        for row in rows.distinct("staff_id", "organisation_id", "kind")
    }


def _said(row: CompetenceRecord) -> _Said:
    return row.completed_on, row.valid_until, row.evidence
