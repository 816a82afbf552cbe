"""The person whom a plan is about."""

from __future__ import annotations

from uuid import UUID

from accord.domain.errors import Refused
from accord.domain.people import Identity
from accord.people.queries import identities


def subject(person_id: UUID) -> Identity:
    """Return who the person is. Raises `Refused` when nobody here has this id."""
    person = identities.of(person_id)
    if person is None:
        raise Refused.one("person", "Nobody here has this id.")
    return person
