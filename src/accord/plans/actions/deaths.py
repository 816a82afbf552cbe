"""A death, and its withdrawal, recorded by a clinician here. Plans close and reopen as the people room tells of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from accord.domain.authority import Actor, Permission
from accord.domain.people import Death, DeathStatus
from accord.people.actions.deaths import record_death, withdraw_death


@transaction.atomic
def record(*, person_id: UUID, status: DeathStatus, on: date | None, by: Actor) -> None:
    """Record a death. Every current plan closes, and closing is reversible."""
    by.must(Permission.EDIT_PERSON)
    record_death(person_id=person_id, death=Death(status=status, on=on), by=by)


@transaction.atomic
def withdraw(*, person_id: UUID, by: Actor) -> None:
    """Take a recorded death back. What it closed is current again, with a task to look at it."""
    by.must(Permission.EDIT_PERSON)
    withdraw_death(person_id=person_id, by=by)
