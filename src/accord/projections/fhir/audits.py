"""A look at somebody's record in FHIR R4: AuditEvent (UK Core has a draft of a profile, which asks for no more)."""

from __future__ import annotations

from uuid import UUID

from accord.domain.looks import Look
from accord.projections.fhir.elements import Made, coding, concept, meta, reference, without_gaps
from accord.projections.fhir.systems import CANONICAL, ODS_ORGANISATION

DICOM = "http://dicom.nema.org/resources/ontology/DCM"
ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
ENTITY_ROLE = "http://terminology.hl7.org/CodeSystem/object-role"
LOOKED_AT = f"{CANONICAL}/CodeSystem/looked-at"
SYSTEM_ID = f"{CANONICAL}/Id/system"
REASONS = {
    "care": coding(ACT_REASON, "TREAT", "treatment"),
    "emergency": coding(ACT_REASON, "ETREAT", "Emergency Treatment"),
    "administration": coding(ACT_REASON, "HOPERAT", "healthcare operations"),
}
PATIENT_RECORD = coding(DICOM, "110110", "Patient Record")


def audit_event(look: Look, *, system: str = "") -> Made:
    """Return a look: who, in which role and for which organisation, at whose record, what, why and when.

    `system`: the name of another system, where one looked.
    """
    return without_gaps(
        {
            "resourceType": "AuditEvent",
            "id": str(look.log_id),
            "meta": meta("AuditEvent"),
            "type": PATIENT_RECORD,
            "subtype": [coding(LOOKED_AT, look.what)],
            "action": "R",
            "recorded": look.at.isoformat(timespec="milliseconds"),
            "outcome": "0",
            "purposeOfEvent": [_reason(look.purpose)],
            "agent": [_who(look, system), _for_whom(look)],
            "source": {"observer": {"type": "Device", "display": "Accord"}},
            "entity": [_whose(look.person_id, look.basis)],
        }
    )


def _reason(purpose: str) -> Made:
    held = REASONS.get(purpose)
    return {"coding": [held], "text": purpose} if held else concept(text=purpose)


def _who(look: Look, system: str) -> Made:
    if system:
        by = {"system": SYSTEM_ID, "value": str(look.staff_id)}
        return {"who": {"type": "Device", "identifier": by, "display": system}, "requestor": True}
    role = reference("PractitionerRole", look.staff_role_id)
    return without_gaps({"who": {**role, "display": look.staff_name or "Staff"}, "requestor": True})


def _for_whom(look: Look) -> Made:
    code = {"system": ODS_ORGANISATION, "value": look.organisation_code}
    return {"who": reference("Organization", look.organisation_id, by=code), "requestor": False}


def _whose(person_id: UUID, basis: str) -> Made:
    return without_gaps(
        {
            "what": reference("Patient", person_id),
            "type": coding(ENTITY_TYPE, "1", "Person"),
            "role": coding(ENTITY_ROLE, "1", "Patient"),
            "detail": [{"type": "basis", "valueString": basis}] if basis else [],
        }
    )
