"""NHS numbers that change: superseded, invalidated, verified; and two records that are one person."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain import nhs_numbers
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind
from accord.domain.nhs_numbers import Acceptance
from accord.domain.people import NumberStatus, Verification
from accord.events import actions as events
from accord.people.acceptance import accepted_here
from accord.people.actions.locks import lock
from accord.people.actions.permissions import must
from accord.people.models import Contact, NhsNumber, Person, SearchKey, Stay


@transaction.atomic
def supersede(
    *,
    person_id: UUID,
    number: str,
    by: Actor | None,
    verification: Verification = Verification.VERIFIED,
    accept: Acceptance | None = None,
) -> None:
    """Give somebody a new NHS number; the old one still leads to them.

    Raises Conflict when the new number already leads to somebody else: two records are then one person, which is for a
    person to settle (`held`), never for a program.
    """
    must(by, Permission.EDIT_PERSON)
    digits = nhs_numbers.parse(number, accepted_here() if accept is None else accept).digits
    person = lock(person_id)
    held = NhsNumber.objects.filter(pk=digits).first()
    if held is not None and held.person_id != person_id:
        raise Conflict("this NHS number already leads to somebody else")
    if held is not None and held.status == NumberStatus.CURRENT:
        return
    _retire(person_id, NumberStatus.SUPERSEDED)
    NhsNumber.objects.update_or_create(
        pk=digits,
        defaults={"person_id": person_id, "status": NumberStatus.CURRENT.value, "status_from": timezone.now()},
    )
    _verify(person, verification)
    events.record(kind=EventKind.NHS_NUMBER_SUPERSEDED, person_id=person_id, by=by)


@transaction.atomic
def invalidate(*, person_id: UUID, by: Actor | None) -> None:
    """Mark somebody's number as no longer valid: their record is shared no more until a person has looked."""
    must(by, Permission.EDIT_PERSON)
    person = lock(person_id)
    if not _retire(person_id, NumberStatus.INVALIDATED):
        return
    _verify(person, Verification.TRACE_NEEDS_RESOLVING)
    events.record(kind=EventKind.NHS_NUMBER_INVALIDATED, person_id=person_id, by=by)


@transaction.atomic
def verify(*, person_id: UUID, verification: Verification, by: Actor | None) -> None:
    """Record how far somebody's number has been verified."""
    must(by, Permission.EDIT_PERSON)
    person = lock(person_id)
    if person.verification == verification.value:
        return
    _verify(person, verification)
    events.record(kind=EventKind.PERSON_CHANGED, person_id=person_id, by=by, payload={"changed": "verification"})


@transaction.atomic
def merge(*, kept_id: UUID, merged_id: UUID, by: Actor | None) -> None:
    """Make two records one person: the numbers, contacts and past stays of `merged_id` lead to `kept_id` from now on.

    Both rows are locked in the order of their ids, so that two merges cannot wait for each other. The plans room hears
    the event and settles which plan is current.
    """
    must(by, Permission.EDIT_PERSON)
    if kept_id == merged_id:
        raise Refused.one("merged_id", "A person cannot be merged with themselves.")
    locked = {person_id: lock(person_id) for person_id in sorted((kept_id, merged_id))}
    if any(person.merged_into_id for person in locked.values()):
        raise Conflict("one of the two was merged already")
    has_current = NhsNumber.objects.filter(person_id=kept_id, status=NumberStatus.CURRENT).exists()
    if has_current:
        _retire(merged_id, NumberStatus.MERGED)
    NhsNumber.objects.filter(person_id=merged_id).update(person_id=kept_id)
    Contact.objects.filter(person_id=merged_id).update(person_id=kept_id)
    Stay.objects.filter(person_id=merged_id, end__isnull=False).update(person_id=kept_id)
    SearchKey.objects.filter(person_id=merged_id).delete()
    merged = locked[merged_id]
    merged.merged_into_id = kept_id
    merged.save(update_fields=["merged_into"])
    events.record(kind=EventKind.PEOPLE_MERGED, person_id=kept_id, by=by, payload={"merged_person_id": str(merged_id)})


def _retire(person_id: UUID, status: NumberStatus) -> int:
    current = NhsNumber.objects.filter(person_id=person_id, status=NumberStatus.CURRENT)
    return current.update(status=status.value, status_from=timezone.now())


def _verify(person: Person, verification: Verification) -> None:
    person.verification = verification.value
    person.revision += 1
    person.changed_at = timezone.now()
    person.save(update_fields=["verification", "revision", "changed_at"])
