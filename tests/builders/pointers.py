"""Another organisation's system that registers pointers, or finds them, as a client of NRL does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from tests.builders.fhir_clients import FhirClient

from accord.projections.fhir.systems import NHS_NUMBER, ODS_ORGANISATION, SNOMED
from accord.sharing.pointers import permissions
from accord.sharing.pointers.codes import CATEGORIES, TYPES
from accord.sharing.pointers.urls import urlpatterns

BASE = "/record-locator"
ADDRESSES = frozenset(f"pointers:{each.name}" for each in urlpatterns)
"""The name of every address of the locator: each takes a token of a system."""
MIME = "application/fhir+json"
CRISIS, ADVANCE = "736253002", "736366004"
STABILITY = "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-ContentStability"
ENGLAND = "https://fhir.nhs.uk/England/CodeSystem/England"


def pointer(number: str, code: str = CRISIS, owner: str = "VL901", **changes: Any) -> dict[str, Any]:
    """Return a pointer to a document that an organisation holds."""
    kind = TYPES[code]
    held = {"identifier": {"system": ODS_ORGANISATION, "value": owner}}
    category = {"system": SNOMED, "code": kind.category, "display": CATEGORIES[kind.category]}
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "type": {"coding": [{"system": SNOMED, "code": code, "display": kind.display}]},
        "category": [{"coding": [category]}],
        "subject": {"identifier": {"system": NHS_NUMBER, "value": number}},
        "author": [held],
        "custodian": held,
        "content": [content()],
        "context": {
            "practiceSetting": {"coding": [{"system": SNOMED, "code": "224891009", "display": "Healthcare services"}]}
        },
    } | changes


def content(**changes: Any) -> dict[str, Any]:
    """Return where a document is had."""
    stability = {"system": f"{ENGLAND}-NRLContentStability", "code": "static", "display": "Static"}
    return {
        "attachment": {"contentType": "application/pdf", "url": "https://ash.example/plan.pdf"},
        "format": {
            "system": f"{ENGLAND}-NRLFormatCode",
            "code": "urn:nhs-ic:unstructured",
            "display": "Unstructured Document",
        },
        "extension": [{"url": STABILITY, "valueCodeableConcept": {"coding": [stability]}}],
    } | changes


def contact_details(address: str = "https://ash.example/contact") -> dict[str, Any]:
    """Return where it says whom to call for a document."""
    code = {"code": "urn:nhs-ic:record-contact", "display": "Contact details (HTTP Unsecured)"}
    return content(
        attachment={"contentType": "text/html", "url": address},
        format={"system": f"{ENGLAND}-NRLFormatCode", **code},
    )


def replacing(pointer_id: str) -> list[dict[str, Any]]:
    """Return what says that another pointer is replaced."""
    return [{"code": "replaces", "target": {"type": "DocumentReference", "identifier": {"value": pointer_id}}}]


@dataclass
class LocatorClient:
    """A system of an organisation, which may register and find some types."""

    organisation: str = "VL901"
    registers: Iterable[str] = (CRISIS,)
    finds: Iterable[str] = ()
    scopes: str = "system/DocumentReference.cruds"
    system: FhirClient = field(init=False)

    def __post_init__(self) -> None:
        """Register it, and say what its organisation may do."""
        self.system = FhirClient(self.organisation, self.scopes)
        permissions.permit(organisation_code=self.organisation, registers=self.registers, finds=self.finds)

    def send(self, method: str, path: str, made: Any = None, **headers: str) -> HttpResponse:
        """Send a request to a path under the base."""
        body = "" if made is None else json.dumps(made)
        return self.system.client.generic(
            method, f"{BASE}/{path}", body, content_type=MIME, headers=self.system._headers(headers)
        )

    def create(self, made: Any, **headers: str) -> HttpResponse:
        """Register a pointer."""
        return self.send("POST", "producer/FHIR/R4/DocumentReference", made, **headers)

    def registered(self, made: Any) -> str:
        """Register a pointer, and return its id."""
        answer = self.create(made)
        assert answer.status_code == 201, answer.content
        return str(answer["Location"]).rpartition("/")[2]

    def one(self, method: str, pointer_id: str, made: Any = None) -> HttpResponse:
        """Do something with a pointer as its producer."""
        return self.send(method, f"producer/FHIR/R4/DocumentReference/{pointer_id}", made)

    def search(self, number: str, side: str = "consumer", **more: str) -> HttpResponse:
        """Search by NHS number."""
        given = {"subject:identifier": f"{NHS_NUMBER}|{number}"} | {
            k.replace("_of", ":identifier"): v for k, v in more.items()
        }
        return self.send("POST", f"{side}/FHIR/R4/DocumentReference/_search", given)


def found(answer: HttpResponse) -> list[dict[str, Any]]:
    """Return the pointers of an answer."""
    entries = json.loads(answer.content).get("entry", [])
    return [each["resource"] for each in entries if each["resource"]["resourceType"] == "DocumentReference"]


def spine(answer: HttpResponse) -> tuple[int, list[str], list[str]]:
    """Return the status of an answer, and the codes and the place of its first issue."""
    first = json.loads(answer.content)["issue"][0]
    codes = [each["code"] for each in first["details"]["coding"]]
    return answer.status_code, codes, first.get("expression", [])
