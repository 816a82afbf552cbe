"""One change of a person at a time."""

from __future__ import annotations

from uuid import UUID

from accord.domain.errors import Refused
from accord.people.models import Person


def lock(person_id: UUID) -> Person:
    """Lock somebody's row until the transaction ends, and return it. Whatever changes a record locks it first."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise Refused.one("person_id", "Nobody here has this id.")
    return person
