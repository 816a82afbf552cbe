"""Recording what a member of staff is trained in or checked for, for one's own organisation; and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.competence import Competence
from accord.domain.errors import FieldError, Refused
from accord.domain.events import EventKind
from accord.domain.text_hygiene import clean
from accord.events import actions as events
from accord.organisations.models import CompetenceRecord, StaffRole
from accord.organisations.queries import competence

LONGEST_EVIDENCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One training or check: what, completed when, until when it holds (or for good), and where that can be seen."""

    kind: Competence
    completed_on: date
    valid_until: date | None = None
    evidence: str = ""


@transaction.atomic
def record(*, staff_id: UUID, entry: Entry, by: Actor) -> None:
    """Append an entry about somebody who works at the organisation for which `by` acts, or worked there."""
    by.must(Permission.EDIT_COMPETENCE)
    evidence = clean(entry.evidence, "evidence")
    _refuse([*_wrong(entry, evidence), *_not_ours(staff_id, by)])
    _append(staff_id, entry, evidence, by, withdrawn=False)
    payload = {"staff_id": str(staff_id), "competence": entry.kind.value}
    events.record(kind=EventKind.COMPETENCE_RECORDED, person_id=None, by=by, payload=payload)


@transaction.atomic
def withdraw(*, staff_id: UUID, kind: Competence, by: Actor) -> None:
    """Say that what one's own organisation recorded of this kind was recorded in error. It stays to be seen."""
    by.must(Permission.EDIT_COMPETENCE)
    held = _latest(staff_id, kind, by)
    if held is None or held.withdrawn:
        raise Refused.one("kind", "Nothing of this kind is recorded by your organisation.")
    entry = Entry(kind=kind, completed_on=held.completed_on, valid_until=held.valid_until)
    _append(staff_id, entry, held.evidence, by, withdrawn=True)
    payload = {"staff_id": str(staff_id), "competence": kind.value}
    events.record(kind=EventKind.COMPETENCE_WITHDRAWN, person_id=None, by=by, payload=payload)


def _append(staff_id: UUID, entry: Entry, evidence: str, by: Actor, *, withdrawn: bool) -> None:
    CompetenceRecord.objects.create(
        staff_id=staff_id,
        organisation_id=by.organisation_id,
        kind=entry.kind.value,
        completed_on=entry.completed_on,
        valid_until=entry.valid_until,
        evidence=evidence,
        withdrawn=withdrawn,
        recorded_by=by.staff_id,
        recorded_name=by.name,
    )
    competence.forget()


def _latest(staff_id: UUID, kind: Competence, by: Actor) -> CompetenceRecord | None:
    rows = CompetenceRecord.objects.filter(staff_id=staff_id, kind=kind.value, organisation_id=by.organisation_id)
    return rows.order_by("-id").first()


def _wrong(entry: Entry, evidence: str) -> list[FieldError]:
    errors = []
    if entry.completed_on > timezone.localdate():
        errors.append(FieldError(field="completed_on", wrong="is in the future.", accepted="Give a day that has been."))
    if entry.valid_until is not None and entry.valid_until < entry.completed_on:
        accepted = "Give a later day, or none where it does not run out."
        errors.append(FieldError(field="valid_until", wrong="is before it was completed.", accepted=accepted))
    if len(evidence) > LONGEST_EVIDENCE:
        accepted = f"Give at most {LONGEST_EVIDENCE} characters."
        errors.append(FieldError(field="evidence", wrong="is too long.", accepted=accepted))
    return errors


def _not_ours(staff_id: UUID, by: Actor) -> list[FieldError]:
    if StaffRole.objects.filter(staff_id=staff_id, organisation_id=by.organisation_id).exists():
        return []
    return [FieldError(field="staff", wrong="does not work at your organisation.", accepted="Choose from your staff.")]


def _refuse(errors: list[FieldError]) -> None:
    if errors:
        raise Refused(errors)
