"""Change what is known of somebody: who they are, what they need, and what is counted."""

from __future__ import annotations

from dataclasses import asdict, replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, FieldError, Refused
from accord.domain.events import EventKind
from accord.domain.people import Characteristics, Needs, NewPerson
from accord.events import actions as events
from accord.people import checks, models
from accord.people.actions.locks import lock
from accord.people.actions.permissions import must
from accord.people.actions.rows import Placed, copy_details
from accord.people.models import Person


@transaction.atomic
def change_details(*, person_id: UUID, to: NewPerson, revision: int | None, by: Actor | None) -> None:
    """Replace somebody's names, date of birth, gender, addresses, telephone numbers and practice by those in `to`.

    With `revision`, raises Conflict when somebody else changed the person since that revision was read. A record that
    becomes restricted loses its location and practice here; its number, needs, contacts and stays are left alone.
    """
    must(by, Permission.EDIT_PERSON)
    person = lock(person_id)
    if revision is not None and person.revision != revision:
        raise Conflict("somebody else changed this person's details")
    _refuse(
        [
            *checks.birth_date_errors(to.birth_date),
            *(error for name in to.names for error in checks.name_errors(name)),
        ]
    )
    for table in (models.Name, models.Address, models.Telecom, models.SearchKey):
        table.objects.filter(person_id=person_id).delete()
    _save(person, to)
    copy_details([Placed(id=person_id, person=to, at=timezone.now())])
    events.record(kind=EventKind.PERSON_CHANGED, person_id=person_id, by=by, payload={"changed": "details"})


@transaction.atomic
def change_needs(*, person_id: UUID, needs: Needs, by: Actor | None) -> None:
    """Replace what somebody needs to take part."""
    must(by, Permission.EDIT_PERSON)
    lock(person_id)
    _refuse(list(checks.needs_errors(needs)))
    models.Needs.objects.update_or_create(person_id=person_id, defaults=asdict(needs))
    events.record(kind=EventKind.PERSON_CHANGED, person_id=person_id, by=by, payload={"changed": "needs"})


@transaction.atomic
def change_characteristics(*, person_id: UUID, characteristics: Characteristics, by: Actor | None) -> None:
    """Replace what equality monitoring counts of somebody."""
    must(by, Permission.EDIT_PERSON)
    lock(person_id)
    _refuse(list(checks.characteristics_errors(characteristics)))
    models.Characteristics.objects.update_or_create(person_id=person_id, defaults=asdict(characteristics))
    events.record(kind=EventKind.PERSON_CHANGED, person_id=person_id, by=by, payload={"changed": "characteristics"})


def merge_needs(held: Needs, told: Needs) -> Needs:
    """Return what is held, with what another system tells in its place; what it does not tell stays."""
    blank = asdict(Needs())
    return replace(held, **{name: value for name, value in asdict(told).items() if value != blank[name]})


def _save(person: Person, to: NewPerson) -> None:
    practice = None if to.restricted else to.practice
    person.gender = to.gender.value
    person.birth_date = to.birth_date
    person.restricted = to.restricted
    person.practice_code = practice.code if practice else ""
    person.practice_from = practice.start if practice else None
    person.practice_to = practice.end if practice else None
    person.pds_version = to.pds_version or person.pds_version
    person.revision += 1
    person.changed_at = timezone.now()
    person.save()


def _refuse(errors: list[FieldError]) -> None:
    if errors:
        raise Refused(errors)
