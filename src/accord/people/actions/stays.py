"""Where somebody is cared for: begin a stay, end it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.people import NewStay, StayKind
from accord.events import actions as events
from accord.people.actions.locks import lock
from accord.people.actions.permissions import must
from accord.people.models import Person, Stay


@transaction.atomic
def start_stay(*, person_id: UUID, stay: NewStay, by: Actor | None) -> UUID:
    """Begin a stay and return its id. A stay of the same kind that is still open ends where this one begins.

    An admission begins beside the home that the person comes from: their place there is kept.
    """
    must(by, Permission.MOVE_PERSON)
    person = lock(person_id)
    _check(person, stay)
    was = Stay.objects.filter(person_id=person_id, kind=stay.kind.value, end__isnull=True).first()
    if was is not None and was.start > stay.start:
        raise Refused.one("start", "is before the stay that it takes the place of began.")
    if was is not None:
        was.end = stay.start
        was.save(update_fields=["end"])
    made = Stay.objects.create(
        person_id=person_id, site_id=stay.site_id, kind=stay.kind.value, start=stay.start, end=stay.end
    )
    is_new_admission = stay.kind is StayKind.ADMISSION and was is None
    happened(EventKind.PERSON_ADMITTED if is_new_admission else EventKind.PERSON_MOVED, person, made, by)
    return made.id


@transaction.atomic
def end_stay(*, person_id: UUID, stay_id: UUID, end: datetime, by: Actor | None) -> None:
    """End a stay; the end of an admission is a discharge, and the enduring plan returns."""
    must(by, Permission.MOVE_PERSON)
    person = lock(person_id)
    stay = Stay.objects.filter(pk=stay_id, person_id=person_id, end__isnull=True).first()
    if stay is None:
        raise Refused.one("stay_id", "This person has no such stay now.")
    if end < stay.start or end > timezone.now():
        raise Refused.one("end", "is before the stay began, or in the future.", "Give a time between the two.")
    stay.end = end
    stay.save(update_fields=["end"])
    is_discharge = stay.kind == StayKind.ADMISSION
    happened(EventKind.PERSON_DISCHARGED if is_discharge else EventKind.PERSON_MOVED, person, stay, by)


def _check(person: Person, stay: NewStay) -> None:
    if stay.start > timezone.now():
        raise Refused.one("start", "is in the future.", "Give the time at which the person arrived.")
    if person.birth_date is not None and stay.start.date() < person.birth_date:
        raise Refused.one("start", "is before the date of birth.")
    if stay.end is not None and stay.end < stay.start:
        raise Refused.one("end", "is before the stay began.")


def happened(kind: EventKind, person: Person, stay: Stay, by: Actor | None) -> None:
    """Record what became of a stay; where a restricted person is may not be told."""
    payload: dict[str, PayloadValue] = {"stay_id": str(stay.id), "stay_kind": stay.kind}
    if not person.restricted:
        payload["site_id"] = str(stay.site_id)
    events.record(kind=kind, person_id=person.id, by=by, payload=payload)
