"""A death is recorded, and can be taken back: closing a plan is reversible."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.people import Death, DeathStatus
from accord.events import actions as events
from accord.people.actions.locks import lock
from accord.people.actions.permissions import must
from accord.people.checks import death_errors
from accord.people.models import Person


@transaction.atomic
def record_death(*, person_id: UUID, death: Death, by: Actor | None) -> None:
    """Record a death, informal or formal. Hearing again what is known changes nothing and tells nobody."""
    must(by, Permission.EDIT_PERSON)
    person = lock(person_id)
    errors = list(death_errors(death, person.birth_date))
    if death.status is DeathStatus.WITHDRAWN:
        raise Refused.one("death_status", "A withdrawn death is recorded with withdraw_death.")
    if errors:
        raise Refused(errors)
    if (person.death_status, person.death_date) == (death.status.value, death.on):
        return
    was_alive = person.death_status in ("", DeathStatus.WITHDRAWN.value)
    _save(person, death)
    kind = EventKind.PERSON_DIED if was_alive else EventKind.PERSON_CHANGED
    payload = {"status": death.status.value} if was_alive else {"changed": "death"}
    events.record(kind=kind, person_id=person_id, by=by, payload=payload)


@transaction.atomic
def withdraw_death(*, person_id: UUID, by: Actor | None) -> None:
    """Take a recorded death back: the person is alive, and what was closed opens again."""
    must(by, Permission.EDIT_PERSON)
    person = lock(person_id)
    if person.death_status in ("", DeathStatus.WITHDRAWN.value):
        return
    _save(person, Death(status=DeathStatus.WITHDRAWN))
    events.record(kind=EventKind.DEATH_WITHDRAWN, person_id=person_id, by=by)


def _save(person: Person, death: Death) -> None:
    person.death_status = death.status.value
    person.death_date = death.on
    person.death_recorded_at = person.changed_at = timezone.now()
    person.save(update_fields=["death_status", "death_date", "death_recorded_at", "changed_at"])
