"""A pointer to a plan that is signed here: where its current document is had, and nothing of what it says.

R4's DocumentReference in the shape of the National Record Locator (reference/interop.md 3.3): codes and displays are
exact, and the content is `dynamic`, since its address gives what is current when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.people import Identity
from accord.domain.plan.wishes import Scope
from accord.projections.fhir.documents import TYPE, VERSION_SYSTEM
from accord.projections.fhir.elements import Made, coding, concept, identifier, reference, without_gaps
from accord.projections.fhir.systems import NHS_NUMBER, NRL, NRL_EXTENSIONS, ODS_ORGANISATION, SNOMED

TYPES = {Scope.ENDURING: TYPE, Scope.EPISODE: ("735324008", "Treatment escalation plan")}
"""A plan for one admission is found as what it is, beside the enduring one."""
CATEGORY = "734163000", "Care plan"
SETTING = "224891009", "Healthcare services"
"""Of the value set England-PracticeSetting: the kind of service that signs plans here is not kept apart."""
MIME = "application/fhir+json"
STRUCTURED = "urn:nhs-ic:structured", "Structured Document"
STABILITY = f"{NRL_EXTENSIONS}/Extension-England-ContentStability"
RETRIEVAL = f"{NRL_EXTENSIONS}/Extension-England-RetrievalMechanism"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPointed:
    """A version to which a pointer leads: for whom it was signed, when, and the address of what is current."""

    version_id: UUID
    scope: Scope
    organisation_code: str
    signed_at: datetime
    address: str


def document_reference(plan: PlanPointed, person: Identity, *, number: str = "", leads_to_us: bool = True) -> Made:
    """Return the pointer under an id. `leads_to_us`: its subject is also named by our own id of them."""
    held = reference("Organization", by=identifier(ODS_ORGANISATION, plan.organisation_code))
    number_of = identifier(NHS_NUMBER, person.nhs_number or "") if person.is_verified else None
    subject = reference("Patient", person.person_id if leads_to_us else "", by=number_of)
    kind = TYPES[plan.scope]
    return without_gaps(
        {
            "resourceType": "DocumentReference",
            "id": number or str(plan.version_id),
            "masterIdentifier": identifier(VERSION_SYSTEM, str(plan.version_id)),
            "status": "current",
            "docStatus": "final",
            "type": concept(SNOMED, *kind),
            "category": [concept(SNOMED, *CATEGORY)],
            "subject": subject,
            "date": plan.signed_at.isoformat(),
            "author": [held],
            "custodian": held,
            "description": kind[1],
            "content": [_content(plan, kind[1])],
            "context": {"practiceSetting": concept(SNOMED, *SETTING)},
        }
    )


def _content(plan: PlanPointed, title: str) -> Made:
    return {
        "attachment": {
            "contentType": MIME,
            "language": "en-GB",
            "url": plan.address,
            "title": title,
            "creation": plan.signed_at.isoformat(),
        },
        "format": coding(f"{NRL}-NRLFormatCode", *STRUCTURED),
        "extension": [
            {"url": STABILITY, "valueCodeableConcept": concept(f"{NRL}-NRLContentStability", "dynamic", "Dynamic")},
            {"url": RETRIEVAL, "valueCodeableConcept": concept(f"{NRL}-RetrievalMechanism", "Direct", "Direct")},
        ],
    }
