"""Registering, changing, replacing and deleting pointers: each organisation its own alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.events import EventKind, PayloadValue
from accord.domain.people import NewPerson
from accord.events.actions import record
from accord.people.actions import intake
from accord.people.queries import find
from accord.projections.fhir.elements import Made
from accord.sharing.models import Pointer
from accord.sharing.pointers import held
from accord.sharing.pointers.held import HeldPointer
from accord.sharing.pointers.parts import custodian_of, number_of, replaced_by, type_of
from accord.sharing.pointers.permissions import Allowed
from accord.sharing.pointers.showing import show
from accord.sharing.pointers.spine import Done, Spine, broken, of_rules, refusal

NOT_OWN_ID = "The id of the provided DocumentReference does not include the expected ODS code for this organisation"
NOT_OWN_CUSTODIAN = (
    "The custodian of the provided DocumentReference does not match the expected ODS code for this organisation"
)
NOT_ALLOWED = "The type of the provided DocumentReference is not in the list of allowed types for this organisation"
TARGET = "The relatesTo target"
IMMUTABLE = ("masterIdentifier", "id", "identifier", "type", "subject", "custodian", "relatesTo", "author")
"""What cannot be changed: who holds what about whom is then another pointer."""


def new_id(organisation_code: str) -> str:
    """Return an id of its own for a pointer of an organisation."""
    return f"{organisation_code}-{uuid4()}"


def is_own(pointer_id: str, organisation_code: str) -> bool:
    """Return whether an id is one of an organisation's."""
    return pointer_id.partition("-")[0] == organisation_code


def register(made: Made, allowed: Allowed, by: Actor) -> Done:
    """Register a pointer that keeps the rules, and delete those that it replaces."""
    check_owner(made, allowed)
    person_id = _person(number_of(made))
    held.note_own(person_id, by)
    replaced = _replaced(made, person_id, by.organisation_code)
    _write(made, person_id, replaced, by)
    return Done.SUPERSEDED if replaced else Done.CREATED


def check_owner(made: Made, allowed: Allowed) -> None:
    """Refuse a pointer of another organisation, or of a type that this one may not register."""
    if not is_own(made["id"], allowed.organisation_code):
        raise of_rules([broken(Spine.BAD_REQUEST, NOT_OWN_ID, "id")])
    if custodian_of(made) != allowed.organisation_code:
        raise of_rules([broken(Spine.BAD_REQUEST, NOT_OWN_CUSTODIAN, "custodian.identifier.value")])
    if type_of(made) not in allowed.registers:
        raise refusal(403, "forbidden", Spine.AUTHOR_CREDENTIALS_ERROR, NOT_ALLOWED, "type.coding[0].code")


def change(before: HeldPointer, made: Made, by: Actor) -> None:
    """Change what may change of a pointer: where and how its document is had, and its status."""
    for name in IMMUTABLE:
        if made.get(name) != before.document.get(name):
            words = f"The field '{name}' is immutable and cannot be updated"
            raise of_rules([broken(Spine.BAD_REQUEST, words, name)])
    now = timezone.now()
    with transaction.atomic():
        document = _dated(made, now, str(before.document.get("date", "")))
        Pointer.objects.filter(pk=before.id).update(document=document, updated_at=now)
        _record(EventKind.POINTER_CHANGED, before.id, before.person_id, by)
        show(before.person_id, by, now)


def remove(pointer: HeldPointer, by: Actor) -> None:
    """Delete a pointer."""
    with transaction.atomic():
        _delete(pointer, EventKind.POINTER_REMOVED, by)
        show(pointer.person_id, by, timezone.now())


def _person(number: str) -> UUID:
    """Return whom a number leads to. Somebody who is new here is recorded by it alone: a plan is known of them now."""
    found = find.by_number(number)
    return found.person_id if found else intake.record(person=NewPerson(nhs_number=number), by=None)


def _replaced(made: Made, person_id: UUID, organisation_code: str) -> Sequence[HeldPointer]:
    """Return the pointers that another replaces: the organisation's own, about the same person, of the same type."""
    found: list[HeldPointer] = []
    for at, code, target in replaced_by(made):
        before = held.of_id(target) if is_own(target, organisation_code) else None
        if words := _wrong_target(made, before, person_id, target, organisation_code):
            raise of_rules([broken(Spine.BAD_REQUEST, words, f"relatesTo[{at}].target.identifier.value")])
        if before is not None and code == "replaces":
            found.append(before)
    return found


def _wrong_target(made: Made, before: HeldPointer | None, person_id: UUID, target: str, organisation_code: str) -> str:
    if not target:
        return "No identifier value provided for relatesTo target"
    if not is_own(target, organisation_code):
        return f"{TARGET} identifier value does not include the expected ODS code for this organisation"
    if before is None:
        return f"{TARGET} document does not exist"
    if before.person_id != person_id:
        return f"{TARGET} document NHS number does not match the NHS number in the request"
    return "" if before.type_code == type_of(made) else f"{TARGET} document type does not match the type in the request"


def _write(made: Made, person_id: UUID, replaced: Sequence[HeldPointer], by: Actor) -> None:
    now = timezone.now()
    row = Pointer(
        id=made["id"],
        person_id=person_id,
        custodian=by.organisation_code,
        organisation_id=by.organisation_id,
        system_id=by.staff_id,
        type_code=type_of(made),
        document=_dated(made, now),
        created_at=now,
        updated_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            for each in replaced:
                _delete(each, EventKind.POINTER_REPLACED, by)
            _record(EventKind.POINTER_REGISTERED, row.id, person_id, by)
            show(person_id, by, now)
    except IntegrityError as clash:
        words = "A DocumentReference with this id exists already"
        raise refusal(409, "duplicate", Spine.DUPLICATE_REJECTED, words, "id") from clash


def _delete(pointer: HeldPointer, kind: EventKind, by: Actor) -> None:
    Pointer.objects.filter(pk=pointer.id).delete()
    _record(kind, pointer.id, pointer.person_id, by)


def _dated(made: Made, now: datetime, first: str = "") -> Made:
    moment = now.isoformat(timespec="milliseconds")
    return {**made, "meta": {**made.get("meta", {}), "lastUpdated": moment}, "date": first or moment}


def _record(kind: EventKind, pointer_id: str, person_id: UUID, by: Actor) -> None:
    payload: dict[str, PayloadValue] = {"pointer_id": pointer_id}
    record(kind=kind, person_id=person_id, by=by, payload=payload)
