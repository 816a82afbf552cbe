"""Keep what cannot be placed without somebody looking, and settle it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.events import actions as events
from accord.people.actions import numbers
from accord.people.models import HeldPerson


class HeldReason(StrEnum):
    """Why somebody must look."""

    TWO_RECORDS = "two_records"


class Settlement(StrEnum):
    """What somebody who looked decided."""

    SAME_PERSON = "same_person"
    DIFFERENT_PEOPLE = "different_people"


@transaction.atomic
def hold(*, reason: HeldReason, person_id: UUID, other_id: UUID, as_read: Any, by: Actor | None) -> UUID:
    """Keep what was read until somebody has looked; hearing the same again keeps it once."""
    held, is_new = HeldPerson.objects.get_or_create(
        reason=reason.value, person_id=person_id, other_id=other_id, as_read=as_read, settled_at=None
    )
    if is_new:
        payload = {"held_id": str(held.id), "other_person_id": str(other_id)}
        events.record(kind=EventKind.PERSON_HELD, person_id=person_id, by=by, payload=payload)
    return held.id


@transaction.atomic
def settle(*, held_id: UUID, settlement: Settlement, by: Actor) -> None:
    """Settle a held item: merge the two records into the one that the number leads to, or leave them apart."""
    by.must(Permission.EDIT_PERSON)
    held = HeldPerson.objects.select_for_update().filter(pk=held_id, settled_at=None).first()
    if held is None or held.person_id is None or held.other_id is None:
        raise Refused.one("held_id", "This was settled already.")
    if settlement is Settlement.SAME_PERSON:
        numbers.merge(kept_id=held.person_id, merged_id=held.other_id, by=by)
    held.settled_at, held.settled_by = timezone.now(), by.staff_role_id
    held.save(update_fields=["settled_at", "settled_by"])
    payload = {"held_id": str(held_id), "settlement": settlement.value}
    events.record(kind=EventKind.HELD_PERSON_SETTLED, person_id=held.person_id, by=by, payload=payload)
