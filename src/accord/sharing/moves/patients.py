"""Whose visit it is: by our own id, or by NHS number and what else the message says. Nobody is guessed.

A number with a digit wrong can be somebody else's. So the date of birth has to be the same, or, where it is not known
on either side, the family name.
"""

from __future__ import annotations

from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.errors import Refused
from accord.domain.people import Identity, NumberStatus
from accord.people.queries import find, identities
from accord.people.search_keys import family_key
from accord.sharing.moves.messages import Patient


class HeldReason(Choice):
    """Why somebody has to look."""

    NO_NUMBER = "no_number", "It gives no NHS number"
    BAD_NUMBER = "bad_number", "What it gives as the NHS number is none"
    NOT_KNOWN = "not_known", "Nobody here has this NHS number"
    NOT_VALID = "not_valid", "The NHS number is no longer valid"
    OTHER_DETAILS = "other_details", "Here, the NHS number is of somebody with another date of birth or name"
    TWO_PEOPLE = "two_people", "The messages about this visit name two people"
    DIED = "died", "The person is recorded as dead"
    INCOMPLETE = "incomplete", "They left, and nobody had told that they came"
    CLASH = "clash", "It cannot be true beside what the record says of where they are"


def whose(patient: Patient) -> Identity | HeldReason:
    """Return whom a message names, or why that cannot be said."""
    if patient.person_id is not None:
        return _standing(patient.person_id) or HeldReason.NOT_KNOWN
    if not patient.nhs_number:
        return HeldReason.NO_NUMBER
    try:
        found = find.by_number(patient.nhs_number)
    except Refused:
        return HeldReason.BAD_NUMBER
    if found is None:
        return HeldReason.NOT_KNOWN
    if found.status is NumberStatus.INVALIDATED:
        return HeldReason.NOT_VALID
    person = _standing(found.person_id)
    if person is None:
        return HeldReason.NOT_KNOWN
    return person if is_alike(patient, person) else HeldReason.OTHER_DETAILS


def is_alike(patient: Patient, person: Identity) -> bool:
    """Whether what a message says of somebody is true of a person."""
    if patient.birth_date is not None and person.birth_date is not None:
        return patient.birth_date == person.birth_date
    family = family_key(patient.family)
    return bool(family) and any(family_key(name.family) == family for name in person.names)


def _standing(person_id: UUID) -> Identity | None:
    """Return who has an id, or into whom they were merged."""
    return identities.of(identities.merged_into(person_id) or person_id)
