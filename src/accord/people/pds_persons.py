"""A patient as PDS tells of them, as a person here; and what of it has no place here, said item by item."""

from __future__ import annotations

from datetime import date

from accord.domain.json_documents import Unplaced
from accord.domain.pds.patients import PdsAddress, PdsContact, PdsName, PdsPatient, PdsTelecom, current_first
from accord.domain.people import (
    Address,
    Contact,
    ContactRole,
    Death,
    DeathStatus,
    Needs,
    NewPerson,
    PersonName,
    Practice,
    Telecom,
    Verification,
)

EMERGENCY_CODE = "C"
"""Emergency contact, in HL7 table 0131."""
USUAL, OLD = "usual", "old"
NO_PLACE = "The person index keeps no such item."
_NOT_KEPT = (
    "birth_place",
    "multiple_birth",
    "managing_organisation",
    "pharmacy",
    "dispenser",
    "appliance_supplier",
    "removal",
)


def as_person(patient: PdsPatient, on: date) -> NewPerson:
    """Return the person that a patient of PDS describes, as things stand on a day."""
    names = _names(current_first(patient.names, on))
    return NewPerson(
        name=names[0] if names else None,
        other_names=names[1:],
        birth_date=patient.birth_date,
        gender=patient.gender,
        nhs_number=patient.nhs_number.digits,
        verification=patient.verification or Verification.PRESENT_NOT_TRACED,
        restricted=patient.is_restricted,
        addresses=tuple(_address(each) for each in current_first(patient.addresses, on)),
        telecoms=tuple(_telecom(each) for each in current_first(patient.telecoms, on)),
        practice=_practice(patient, on),
        death=_death(patient),
        needs=_needs(patient),
        contacts=tuple(_contact(each, on) for each in patient.contacts),
        pds_version=patient.version,
    )


def without_place(patient: PdsPatient) -> tuple[Unplaced, ...]:
    """Return what PDS told and the person index does not keep."""
    told = tuple(
        Unplaced(path=name, value="", why=NO_PLACE)
        for name in _NOT_KEPT
        if getattr(patient, name) is not None and getattr(patient, name) != ""
    )
    addresses = tuple(
        Unplaced(path=f"contact[{number}].address", value="", why=NO_PLACE)
        for number, contact in enumerate(patient.contacts)
        if contact.address is not None
    )
    return patient.unplaced + told + addresses


def _names(told: tuple[PdsName, ...]) -> tuple[PersonName, ...]:
    """Return the names, one of them usual: that of PDS, else the first that holds."""
    usual = next((name for name in told if name.use == USUAL), told[0] if told else None)
    rest = [name for name in told if name is not usual]
    return tuple(
        [_name(usual, USUAL)] + [_name(name, OLD if name.use == USUAL else name.use or OLD) for name in rest]
        if usual
        else []
    )


def _name(told: PdsName, use: str) -> PersonName:
    family = told.family or ("" if told.given else told.text)
    return PersonName(
        family=family, given=told.given, prefix=" ".join(told.prefix), suffix=" ".join(told.suffix), use=use
    )


def _address(told: PdsAddress) -> Address:
    lines = told.lines or ((told.text,) if told.text else ())
    return Address(lines=lines, postcode=told.postcode, use=told.use or "home")


def _telecom(told: PdsTelecom) -> Telecom:
    return Telecom(system=told.other[:12] or told.system, value=told.value, use=told.use)


def _practice(patient: PdsPatient, on: date) -> Practice | None:
    known = current_first(patient.practices, on)
    if not known:
        return None
    return Practice(code=known[0].code, start=known[0].period.start, end=known[0].period.end)


def _death(patient: PdsPatient) -> Death | None:
    """Return the death; one with a date and no status is informal until the registrar's notice comes."""
    if patient.death is None:
        return None
    return Death(status=patient.death.status or DeathStatus.INFORMAL, on=patient.death.died_on)


def _needs(patient: PdsPatient) -> Needs:
    communication, preferences = patient.communication, patient.preferences
    needs = Needs()
    if communication is not None:
        language = communication.language or communication.language_code
        needs = Needs(language=language, interpreter=communication.interpreter)
    if preferences is None:
        return needs
    return Needs(
        language=needs.language,
        interpreter=needs.interpreter,
        written_format=preferences.written_format,
        contact_preference=preferences.method,
        contact_times=preferences.times,
    )


def _contact(told: PdsContact, on: date) -> Contact:
    phones = [each.value for each in current_first(told.telecoms, on) if each.value]
    roles = (ContactRole.EMERGENCY,) if EMERGENCY_CODE in told.relationship_codes else ()
    return Contact(
        name=_name(told.name, USUAL).full if told.name else "",
        relationship=", ".join(told.relationships),
        roles=roles,
        phone=phones[0] if phones else "",
        notes=f"Also: {', '.join(phones[1:])}" if phones[1:] else "",
    )
