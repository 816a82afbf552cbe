"""Organisations and staff in FHIR R4: UK Core Organization, Practitioner and PractitionerRole."""

from __future__ import annotations

from datetime import date

from accord.domain.authority import GRADE_NAMES, ROLE_NAMES, Register
from accord.domain.staff import DirectoryEntry, StaffPerson, StaffPost
from accord.projections.fhir import systems
from accord.projections.fhir.elements import Made, concept, identifier, meta, period, reference, without_gaps

REGISTERS = {
    Register.GMC.value: systems.GMC_NUMBER,
    Register.NMC.value: systems.NMC_NUMBER,
    Register.HCPC.value: systems.HCPC_NUMBER,
}


def organization(entry: DirectoryEntry, on: date) -> Made:
    """Return an organisation, whether it exists on a day, and its ODS code."""
    return without_gaps(
        {
            "resourceType": "Organization",
            "id": str(entry.organisation.id),
            "meta": meta("Organization"),
            "identifier": [identifier(systems.ODS_ORGANISATION, entry.organisation.code)],
            "active": entry.exists.covers(on),
            "type": [concept(text=entry.organisation.site_type.words)],
            "name": entry.organisation.name,
        }
    )


def practitioner(held: StaffPerson) -> Made:
    """Return a member of staff."""
    number = [identifier(REGISTERS[held.register], held.registration_number)] if held.register in REGISTERS else []
    return without_gaps(
        {
            "resourceType": "Practitioner",
            "id": str(held.id),
            "meta": meta("Practitioner"),
            "identifier": number,
            "name": [{"text": held.name}] if held.name else [],
        }
    )


def practitioner_role(held: StaffPost, on: date) -> Made:
    """Return what a member of staff does, where, and whether they do it on a day."""
    return without_gaps(
        {
            "resourceType": "PractitionerRole",
            "id": str(held.id),
            "meta": meta("PractitionerRole"),
            "active": held.period.covers(on),
            "period": period(held.period.start, held.period.end),
            "practitioner": reference("Practitioner", held.staff.id, display=held.staff.name),
            "organization": reference(
                "Organization",
                held.organisation.id,
                display=held.organisation.name,
                by=identifier(systems.ODS_ORGANISATION, held.organisation.code),
            ),
            "code": [concept(text=f"{ROLE_NAMES[held.role]}; {GRADE_NAMES[held.grade]}")],
        }
    )
