"""What this server can do, as a CapabilityStatement: made from the registry, so that it says no more than there is."""

from __future__ import annotations

from importlib.metadata import version

from accord.projections.fhir.elements import Made, concept, without_gaps
from accord.projections.fhir.systems import CANONICAL
from accord.sharing.fhir.exported import DEFINITION, INSTANTIATES, SAYS
from accord.sharing.fhir.registry import Resource
from accord.sharing.fhir.requests import MIME
from accord.sharing.fhir.resources import RESOURCES

SINCE = "2026-11-23"
"""The day on which what is said here last changed."""
WAYS = (
    "Unknown parameters are refused: Prefer with handling is always answered strict. Creating and updating follow"
    " Prefer with return=minimal, representation or OperationOutcome, and what changes or deletes follows If-Match."
    " A system that asks too often is answered 429 with Retry-After, except for an emergency summary. Searches take"
    " _count, _page and _summary=count."
)
SECURITY = "http://terminology.hl7.org/CodeSystem/restful-security-service"


def capability_statement(address: str) -> Made:
    """Return the statement of a server at an address."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": SINCE,
        "kind": "instance",
        "software": {"name": "Accord", "version": version("accord-care")},
        "implementation": {"description": "Advance care plans, made with the person.", "url": address},
        "instantiates": [INSTANTIATES],
        "fhirVersion": "4.0.1",
        "format": [MIME, "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": WAYS,
                "security": {
                    "service": [concept(SECURITY, "SMART-on-FHIR", "SMART-on-FHIR")],
                    "description": "SMART Backend Services: see .well-known/smart-configuration.",
                },
                "resource": [_resource(each) for each in RESOURCES],
            }
        ],
    }


def _resource(resource: Resource) -> Made:
    return without_gaps(
        {
            "type": resource.type,
            "supportedProfile": resource.profiles,
            "documentation": resource.says,
            "interaction": [{"code": each} for each in resource.interactions],
            "versioning": "versioned",
            "readHistory": False,
            "updateCreate": False,
            "conditionalCreate": resource.is_made_once,
            "conditionalRead": "not-match",
            "conditionalUpdate": False,
            "conditionalDelete": "not-supported",
            "searchParam": [
                without_gaps({"name": each.name, "type": each.type.value, "documentation": each.says})
                for each in resource.searched_by
            ],
            "operation": [
                {
                    "name": each.name,
                    "definition": f"{CANONICAL}/OperationDefinition/{each.name}",
                    "documentation": each.says,
                }
                for each in resource.operations
            ]
            + [
                {"name": each.name, "definition": each.definition, "documentation": each.says}
                for each in resource.inquiries
            ]
            + [{"name": "export", "definition": DEFINITION, "documentation": SAYS}] * resource.is_exported,
        }
    )
