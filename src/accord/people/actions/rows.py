"""The rows that make up a person, table by table, ready to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from accord.domain.people import Characteristics, Needs, NewPerson, NumberStatus, Verification
from accord.people.search_keys import keys_of
from accord.privileges.loads import insert

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A person to be written, under the id they will have."""

    id: UUID
    person: NewPerson
    at: datetime


PERSON = (
    "id", "verification", "gender", "birth_date", "restricted", "practice_code", "practice_from", "practice_to",
    "death_status", "death_date", "death_recorded_at", "pds_version", "revision",
)  # fmt: skip
NEEDS = (
    "person_id", "communication", "adjustments", "language", "interpreter", "written_format", "contact_preference",
    "contact_times",
)  # fmt: skip
CHARACTERISTICS = (
    "person_id", "ethnicity", "imd_decile", "religion", "sexual_orientation", "learning_disability", "downs_syndrome",
    "autism", "dementia", "mental_illness", "physical_disability", "sensory_impairment", "frailty",
    "palliative_register",
)  # fmt: skip
COLUMNS: dict[str, Sequence[str]] = {
    "people_person": PERSON,
    "people_nhsnumber": ("number", "person_id", "status"),
    "people_name": ("person_id", "use", "prefix", "given", "family", "suffix"),
    "people_address": ("person_id", "use", "lines", "postcode"),
    "people_telecom": ("person_id", "system", "use", "value"),
    "people_searchkey": ("person_id", "family", "birth_date", "postcode"),
    "people_needs": NEEDS,
    "people_characteristics": CHARACTERISTICS,
    "people_contact": ("id", "person_id", "name", "relationship", "roles", "phone", "notes"),
    "people_stay": ("id", "person_id", "site_id", "kind", "start", "end"),
}
"""Tables in the order in which their rows may be written."""


def write(people: Sequence[Placed]) -> None:
    """Copy these people in: one statement a table, however many there are."""
    copy("people_person", (_person(one) for one in people))
    copy("people_nhsnumber", (row for one in people for row in _number(one)))
    copy_details(people)
    copy("people_needs", ((one.id, *_values(one.person.needs)) for one in people if one.person.needs.is_recorded))
    copy(
        "people_characteristics",
        (
            (one.id, *_values(one.person.characteristics))
            for one in people
            if one.person.characteristics != Characteristics()
        ),
    )
    copy("people_contact", (row for one in people for row in _contacts(one)))
    copy("people_stay", (row for one in people for row in _stays(one)))


def copy_details(people: Sequence[Placed]) -> None:
    """Copy in the names, addresses, telephone numbers and search keys of these people."""
    copy("people_name", (row for one in people for row in _names(one)))
    copy("people_address", (row for one in people for row in _addresses(one)))
    copy("people_telecom", (row for one in people for row in _telecoms(one)))
    copy("people_searchkey", (row for one in people for row in _search_keys(one)))


def copy(table: str, rows: Iterable[Row]) -> None:
    """Insert rows into a table."""
    insert(table, COLUMNS[table], rows)


def verification_of(person: NewPerson) -> Verification:
    """Return the status of somebody's number: without a number nothing can be verified."""
    if person.nhs_number is None:
        return Verification.NOT_PRESENT
    return Verification.PRESENT_NOT_TRACED if person.verification is Verification.NOT_PRESENT else person.verification


def _person(one: Placed) -> Row:
    told = one.person
    practice = None if told.restricted else told.practice
    death = told.death
    return (
        one.id,
        verification_of(told).value,
        told.gender.value,
        told.birth_date,
        told.restricted,
        practice.code if practice else "",
        practice.start if practice else None,
        practice.end if practice else None,
        death.status.value if death else "",
        death.on if death else None,
        one.at if death else None,
        told.pds_version,
        1,
    )


def _number(one: Placed) -> Iterator[Row]:
    if one.person.nhs_number is not None:
        yield one.person.nhs_number, one.id, NumberStatus.CURRENT.value


def _names(one: Placed) -> Iterator[Row]:
    for name in one.person.names:
        yield one.id, name.use, name.prefix, list(name.given), name.family, name.suffix


def _addresses(one: Placed) -> Iterator[Row]:
    for address in () if one.person.restricted else one.person.addresses:
        yield one.id, address.use, list(address.lines), address.postcode


def _telecoms(one: Placed) -> Iterator[Row]:
    for telecom in () if one.person.restricted else one.person.telecoms:
        yield one.id, telecom.system, telecom.use, telecom.value


def _search_keys(one: Placed) -> Iterator[Row]:
    told = one.person
    keys = keys_of(restricted=told.restricted, names=told.names, birth_date=told.birth_date, addresses=told.addresses)
    for key in keys:
        yield one.id, *key


def _contacts(one: Placed) -> Iterator[Row]:
    for contact in one.person.contacts:
        roles = [role.value for role in contact.roles]
        yield uuid4(), one.id, contact.name, contact.relationship, roles, contact.phone, contact.notes


def _stays(one: Placed) -> Iterator[Row]:
    for stay in one.person.stays:
        yield uuid4(), one.id, stay.site_id, stay.kind.value, stay.start, stay.end


def _values(held: Needs | Characteristics) -> Row:
    return astuple(held)
