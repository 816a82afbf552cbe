"""The person whom a plan is about."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from accord.domain.errors import Refused
from accord.domain.people import Characteristics, Identity
from accord.people.queries import identities

T = TypeVar("T")


def subject(person_id: UUID) -> Identity:
    """Return who the person is. Raises `Refused` when nobody here has this id."""
    return _found(identities.of(person_id))


def subject_and_characteristics(person_id: UUID) -> tuple[Identity, Characteristics]:
    """Return who the person is, with what equality monitoring counts of them, which a plan's facts hold."""
    return _found(identities.with_characteristics(person_id))


def _found(held: T | None) -> T:
    if held is None:
        raise Refused.one("person", "Nobody here has this id.")
    return held
