"""A person, and those close to them, in FHIR R4: UK Core Patient and RelatedPerson.

Of a restricted record nothing goes out that tells where somebody is: no address, telecom or practice, and nobody close
to them. The identity holds none of it; the confidentiality code says why.
"""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.people import Address, Contact, ContactRole, Death, DeathStatus, Identity, PersonName, Telecom
from accord.projections.fhir.elements import (
    Made,
    coding,
    concept,
    extension,
    identifier,
    meta,
    period,
    reference,
    without_gaps,
)
from accord.projections.fhir.systems import (
    CODES,
    EXTENSIONS,
    NHS_NUMBER,
    ODS_ORGANISATION,
    V2_CONTACT_ROLE,
    V3_CONFIDENTIALITY,
)

_VERIFICATION = f"{EXTENSIONS}NHSNumberVerificationStatus"
_DEATH = f"{EXTENSIONS}DeathNotificationStatus"
_DEATH_CODES = {DeathStatus.INFORMAL: "1", DeathStatus.FORMAL: "2", DeathStatus.WITHDRAWN: "U"}
_SYSTEMS = frozenset({"phone", "fax", "email", "pager", "url", "sms", "other"})
_USES = frozenset({"home", "work", "temp", "old", "mobile"})
_NAME_USES = frozenset({"usual", "official", "temp", "nickname", "anonymous", "old", "maiden"})
_ADDRESS_USES = frozenset({"home", "work", "temp", "old", "billing"})
_ROLES = {
    ContactRole.EMERGENCY: ("C", "Emergency Contact"),
    ContactRole.PRIMARY: ("C", "Emergency Contact"),
    ContactRole.NEXT_OF_KIN: ("N", "Next-of-Kin"),
}


def patient(person: Identity) -> Made:
    """Return a person as a Patient. Whether a plan is known is never said of them here."""
    restricted = [coding(V3_CONFIDENTIALITY, "R", "restricted")] if person.restricted else []
    return without_gaps(
        {
            "resourceType": "Patient",
            "id": str(person.person_id),
            "meta": meta("Patient", security=restricted),
            "extension": list(_death_extensions(person.death)),
            "identifier": list(_numbers(person)),
            "active": person.merged_into is None,
            "name": [_name(each) for each in person.names],
            "telecom": [_telecom(each) for each in person.telecoms],
            "gender": person.gender.value,
            "birthDate": person.birth_date.isoformat() if person.birth_date else "",
            **_deceased(person),
            "address": [_address(each) for each in person.addresses],
            "generalPractitioner": list(_practice(person)),
            "link": [{"other": reference("Patient", person.merged_into), "type": "replaced-by"}]
            if person.merged_into
            else [],
        }
    )


def related_persons(person: Identity) -> list[Made]:
    """Return those close to a person whom the record knows by an id of their own; of a restricted record nobody."""
    return [] if person.restricted else [related_person(person, each) for each in person.contacts if each.id]


def related_person(person: Identity, contact: Contact) -> Made:
    """Return one contact as a RelatedPerson, with what they are to the person in the record's own words."""
    roles = {_ROLES[role] for role in contact.roles if role in _ROLES}
    said = ", ".join(part for part in (contact.relationship, *(role.words for role in contact.roles)) if part)
    named = [concept(V2_CONTACT_ROLE, code, display) for code, display in sorted(roles)]
    return without_gaps(
        {
            "resourceType": "RelatedPerson",
            "id": str(contact.id),
            "meta": meta("RelatedPerson"),
            "active": True,
            "patient": reference("Patient", person.person_id),
            "relationship": [*named, *([concept(text=said)] if said else [])],
            "name": [{"text": contact.name}] if contact.name else [],
            "telecom": [{"system": "phone", "value": contact.phone}] if contact.phone else [],
        }
    )


def _numbers(person: Identity) -> Iterator[Made]:
    if person.nhs_number:
        status = concept(f"{CODES}NHSNumberVerificationStatus", person.verification.value)
        yield identifier(
            NHS_NUMBER, person.nhs_number, extension=[extension(_VERIFICATION, valueCodeableConcept=status)]
        )
    for number in person.superseded_numbers:
        yield {"use": "old", **identifier(NHS_NUMBER, number)}


def _name(name: PersonName) -> Made:
    return without_gaps(
        {
            "use": name.use if name.use in _NAME_USES else "",
            "text": name.full,
            "family": name.family,
            "given": [each for each in name.given if each],
            "prefix": [name.prefix] if name.prefix else [],
            "suffix": [name.suffix] if name.suffix else [],
        }
    )


def _telecom(telecom: Telecom) -> Made:
    system = telecom.system if telecom.system in _SYSTEMS else "other"
    return without_gaps({"system": system, "value": telecom.value, "use": telecom.use if telecom.use in _USES else ""})


def _address(address: Address) -> Made:
    return without_gaps(
        {
            "use": address.use if address.use in _ADDRESS_USES else "",
            "line": [each for each in address.lines if each],
            "postalCode": address.postcode,
        }
    )


def _practice(person: Identity) -> Iterator[Made]:
    if person.practice and not person.restricted:
        held = period(person.practice.start, person.practice.end)
        by = identifier(ODS_ORGANISATION, person.practice.code, period=held)
        yield reference("Organization", display=person.practice.name, by=by)


def _deceased(person: Identity) -> Made:
    if person.death is None:
        return {}
    if person.has_died and person.death.on:
        return {"deceasedDateTime": person.death.on.isoformat()}
    return {"deceasedBoolean": person.has_died}


def _death_extensions(death: Death | None) -> Iterator[Made]:
    if death is not None:
        said = concept(f"{CODES}DeathNotificationStatus", _DEATH_CODES[death.status])
        yield extension(_DEATH, extension=[extension("deathNotificationStatus", valueCodeableConcept=said)])
