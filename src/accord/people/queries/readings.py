"""Read the rows of one person, as the database hands them over, into an Identity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accord.domain.choices import Answer
from accord.domain.organisations import OrganisationReference
from accord.domain.people import (
    Address,
    Contact,
    ContactRole,
    Death,
    DeathStatus,
    Gender,
    Identity,
    Needs,
    NumberStatus,
    PersonName,
    Practice,
    Stay,
    StayKind,
    Telecom,
    Verification,
)

Row = Mapping[str, Any]
Places = Mapping[str, OrganisationReference]
NOT_SHOWN = ""
"""Where a restricted person is: the site's name would tell."""


def read_identity(row: Row, places: Places) -> Identity:
    """Return who somebody is; for a restricted record without anything that tells where."""
    restricted = row["restricted"]
    numbers = row["numbers"] or ()
    return Identity(
        person_id=UUID(row["id"]),
        names=tuple(read_name(name) for name in row["names"] or ()),
        birth_date=_day(row["birth_date"]),
        gender=Gender(row["gender"]),
        nhs_number=next((number for number, status in numbers if status == NumberStatus.CURRENT), None),
        superseded_numbers=tuple(number for number, status in numbers if status != NumberStatus.CURRENT),
        verification=Verification(row["verification"]),
        restricted=restricted,
        addresses=() if restricted else tuple(_address(address) for address in row["addresses"] or ()),
        telecoms=() if restricted else tuple(_telecom(telecom) for telecom in row["telecoms"] or ()),
        practice=None if restricted else _practice(row, places),
        death=_death(row),
        needs=_needs(row["needs"]),
        contacts=tuple(_contact(contact) for contact in row["contacts"] or ()),
        stays=tuple(_stay(stay, places) for stay in row["stays"] or ()),
        merged_into=UUID(row["merged_into"]) if row["merged_into"] else None,
        revision=row["revision"],
    )


def read_name(row: Row) -> PersonName:
    """Return a name."""
    return PersonName(
        family=row["family"], given=tuple(row["given"]), prefix=row["prefix"], suffix=row["suffix"], use=row["use"]
    )


def _address(row: Row) -> Address:
    return Address(lines=tuple(row["lines"]), postcode=row["postcode"], use=row["use"])


def _telecom(row: Row) -> Telecom:
    return Telecom(system=row["system"], value=row["value"], use=row["use"])


def _practice(row: Row, places: Places) -> Practice | None:
    code = row["practice_code"]
    if not code:
        return None
    name = places[code].name if code in places else ""
    return Practice(code=code, name=name, start=_day(row["practice_from"]), end=_day(row["practice_to"]))


def _death(row: Row) -> Death | None:
    if not row["death_status"]:
        return None
    return Death(status=DeathStatus(row["death_status"]), on=_day(row["death_date"]))


def _needs(row: Row | None) -> Needs:
    if row is None:
        return Needs()
    return Needs(
        communication=row["communication"],
        adjustments=row["adjustments"],
        language=row["language"],
        interpreter=Answer(row["interpreter"]),
        written_format=row["written_format"],
        contact_preference=row["contact_preference"],
        contact_times=row["contact_times"],
    )


def _contact(row: Row) -> Contact:
    return Contact(
        id=UUID(row["id"]),
        name=row["name"],
        relationship=row["relationship"],
        roles=tuple(ContactRole(role) for role in row["roles"]),
        phone=row["phone"],
        notes=row["notes"],
    )


def _stay(row: Row, places: Places) -> Stay:
    place = places.get(row["site_id"])
    return Stay(
        id=UUID(row["id"]),
        site_id=UUID(row["site_id"]),
        site_code=place.code if place else NOT_SHOWN,
        site_name=place.name if place else NOT_SHOWN,
        kind=StayKind(row["kind"]),
        start=datetime.fromisoformat(row["start"]),
        end=datetime.fromisoformat(row["end"]) if row["end"] else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
