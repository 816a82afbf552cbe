"""A patient of PDS as a person to be recorded here. What has lapsed follows what holds; nothing of it is lost."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from accord.domain.pds.patients import PdsAddress, PdsContact, PdsName, PdsPatient, current_first
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

T = TypeVar("T", PdsName, PdsAddress)
# HL7 v2 table 0131: what a contact is to the person.
_ROLES = {"C": ContactRole.EMERGENCY, "N": ContactRole.NEXT_OF_KIN, "PR": ContactRole.EMERGENCY}


def as_new_person(patient: PdsPatient, day: date) -> NewPerson:
    """Return `patient` as a person to record, as things stand on `day`.

    The usual name comes first even where its period has ended: a lapsed name is better than none. A restricted patient
    carries no address, telephone or practice.
    """
    names = [_name(name) for name in _by_use(patient.names, "usual", day)]
    return NewPerson(
        name=names[0] if names else None,
        other_names=tuple(names[1:]),
        birth_date=patient.birth_date,
        gender=patient.gender,
        nhs_number=patient.nhs_number.digits,
        verification=patient.verification or Verification.PRESENT_NOT_TRACED,
        restricted=patient.is_restricted,
        addresses=tuple(_address(address) for address in _by_use(patient.addresses, "home", day)),
        telecoms=tuple(
            Telecom(system=each.other or each.system, value=each.value, use=each.use)
            for each in current_first(patient.telecoms, day)
            if each.value
        ),
        practice=_practice(patient, day),
        death=_death(patient),
        needs=_needs(patient),
        contacts=tuple(_contact(contact) for contact in current_first(patient.contacts, day)),
        pds_version=patient.version,
    )


def not_held(patient: PdsPatient) -> tuple[str, ...]:
    """Return, in words, what PDS told that the record of a person here has no place for."""
    organisations = {
        "Managing organisation": patient.managing_organisation,
        "Nominated pharmacy": patient.pharmacy,
        "Preferred dispenser": patient.dispenser,
        "Appliance supplier": patient.appliance_supplier,
    }
    found = [f"{label}: {held.code}" for label, held in organisations.items() if held]
    if patient.removal:
        found.append(f"Removed from registration: {patient.removal.words}")
    if patient.birth_place:
        found.append(f"Place of birth: {patient.birth_place}")
    if patient.multiple_birth is not None:
        found.append(f"Multiple birth: {patient.multiple_birth}")
    return tuple(found)


def _by_use(items: tuple[T, ...], use: str, day: date) -> list[T]:
    return sorted(current_first(items, day), key=lambda item: item.use != use)


def _name(name: PdsName) -> PersonName:
    return PersonName(
        family=name.family or name.text,
        given=name.given,
        prefix=" ".join(name.prefix),
        suffix=" ".join(name.suffix),
        use=name.use or "usual",
    )


def _address(address: PdsAddress) -> Address:
    named = (address.text,) if address.text and address.text not in address.lines else ()
    return Address(lines=(*named, *address.lines), postcode=address.postcode, use=address.use or "home")


def _practice(patient: PdsPatient, day: date) -> Practice | None:
    found = current_first(patient.practices, day)
    return Practice(code=found[0].code, start=found[0].period.start, end=found[0].period.end) if found else None


def _death(patient: PdsPatient) -> Death | None:
    if patient.death is None:
        return None
    # a date of death with no notice beside it is taken as informal: early, and to be confirmed
    return Death(status=patient.death.status or DeathStatus.INFORMAL, on=patient.death.died_on)


def _needs(patient: PdsPatient) -> Needs:
    spoken, wanted = patient.communication, patient.preferences
    return Needs(
        language=spoken.language if spoken else "",
        interpreter=spoken.interpreter if spoken else Needs().interpreter,
        written_format=wanted.written_format if wanted else "",
        contact_preference=wanted.method if wanted else "",
        contact_times=wanted.times if wanted else "",
    )


def _contact(contact: PdsContact) -> Contact:
    words = ", ".join(contact.relationships)
    phone = next((each.value for each in contact.telecoms if each.system == "phone"), "")
    roles = tuple(dict.fromkeys(_ROLES[code] for code in contact.relationship_codes if code in _ROLES))
    full = _name(contact.name).full if contact.name else ""
    return Contact(name=full or f"{words or 'Contact'} (no name given)", relationship=words, roles=roles, phone=phone)
