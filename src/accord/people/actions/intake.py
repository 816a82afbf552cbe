"""Record people who are new here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.domain import nhs_numbers
from accord.domain.authority import Actor, Permission
from accord.domain.errors import FieldError, Refused
from accord.domain.events import EventKind
from accord.domain.nhs_numbers import Acceptance
from accord.domain.people import NewPerson
from accord.events import actions as events
from accord.people.acceptance import accepted_here
from accord.people.actions.permissions import must
from accord.people.actions.rows import Placed, write
from accord.people.checks import check_person
from accord.people.models import NhsNumber


@transaction.atomic
def record(*, person: NewPerson, by: Actor | None, accept: Acceptance | None = None) -> UUID:
    """Record somebody who is not known here yet, and return their id. Raises Refused, naming each field."""
    must(by, Permission.EDIT_PERSON)
    placed = _place(person, accepted_here() if accept is None else accept)
    number = placed.person.nhs_number
    if number and NhsNumber.objects.filter(pk=number).exists():
        raise Refused([_taken()])
    _write([placed])
    events.record(kind=EventKind.PERSON_RECORDED, person_id=placed.id, by=by)
    return placed.id


@transaction.atomic
def record_many(*, people: Sequence[NewPerson], by: Actor | None, accept: Acceptance | None = None) -> list[UUID]:
    """Record many people at once (a load, a demo); return their ids in order. All of them, or none."""
    must(by, Permission.EDIT_PERSON)
    accepted = accepted_here() if accept is None else accept
    placed = [_place(person, accepted) for person in people]
    _write(placed)
    ids = [one.id for one in placed]
    events.record_many(kind=EventKind.PERSON_RECORDED, people=ids, by=by)
    return ids


def _place(person: NewPerson, accept: Acceptance) -> Placed:
    check_person(person, accept)
    if person.nhs_number is not None:
        person = replace(person, nhs_number=nhs_numbers.parse(person.nhs_number, accept).digits)
    return Placed(id=uuid4(), person=person, at=timezone.now())


def _write(placed: Sequence[Placed]) -> None:
    try:
        with transaction.atomic():
            write(placed)
    except IntegrityError as clash:
        if "people_nhsnumber" in str(clash):
            raise Refused([_taken()]) from None
        raise


def _taken() -> FieldError:
    return FieldError(
        field="nhs_number",
        wrong="NHS number belongs to somebody who is already recorded here.",
        accepted="Find them by this number.",
    )
