"""What other systems send of somebody's plan, as FHIR: only what a test does not care about is filled in."""

from __future__ import annotations

import json
from typing import Any

from tests.builders.fhir_clients import BASE, FhirClient

from accord.projections.fhir.systems import NHS_NUMBER, SNOMED

NOT_FOR, FOR = ("304253006", "Not for resuscitation"), ("304252001", "For resuscitation")
CODES = "http://terminology.hl7.org/CodeSystem"
Made = dict[str, Any]


def whom(number: str) -> Made:
    """Return a reference to somebody by NHS number."""
    return {"identifier": {"system": NHS_NUMBER, "value": number}}


def whose(number: str) -> Made:
    """Return the identifier of a Patient."""
    return {"identifier": [{"system": NHS_NUMBER, "value": number}]}


def concept(code: tuple[str, str], system: str = SNOMED) -> Made:
    """Return a concept of one code."""
    shown = {"display": code[1]} if code[1] else {}
    return {"coding": [{"system": system, "code": code[0], **shown}]}


def named(value: str) -> list[Made]:
    """Return an identifier of the sender's."""
    return [{"system": "urn:example:plans", "value": value}]


def observation(number: str, said: tuple[str, str] = NOT_FOR, **more: Any) -> Made:
    """Return a resuscitation status."""
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": concept(("304251008", "Resuscitation status")),
        "subject": whom(number),
        "effectiveDateTime": "2026-03-01",
        "valueCodeableConcept": concept(said),
        "performer": [{"display": "Dr Iris Vale"}],
        **more,
    }


def flag(number: str, said: tuple[str, str] = NOT_FOR, **more: Any) -> Made:
    """Return an alert."""
    return {
        "resourceType": "Flag",
        "status": "active",
        "code": concept(said),
        "subject": whom(number),
        "period": {"start": "2026-02-01", "end": "2026-08-01"},
        **more,
    }


def consent(number: str, said: tuple[str, str] = NOT_FOR, kind: str = "", **more: Any) -> Made:
    """Return an order not to resuscitate, in the shape of a Consent."""
    return {
        "resourceType": "Consent",
        "status": "active",
        "scope": concept(("adr", "Advanced Care Directive"), f"{CODES}/consentscope"),
        "category": [concept(("dnr", "Do Not Resuscitate"), f"{CODES}/consentcategorycodes")],
        "patient": whom(number),
        "dateTime": "2026-01-05",
        "policy": [{"uri": "https://example.org/policy"}],
        "provision": {**({"type": kind} if kind else {}), "code": [concept(said)]},
        **more,
    }


def order(number: str, said: tuple[str, str] = ("89666000", "Cardiopulmonary resuscitation"), **more: Any) -> Made:
    """Return an order about CPR."""
    return {
        "resourceType": "ServiceRequest",
        "status": "active",
        "intent": "directive",
        "doNotPerform": True,
        "code": concept(said),
        "subject": whom(number),
        "authoredOn": "2026-02-10",
        **more,
    }


def pointer(number: str, **more: Any) -> Made:
    """Return that a hospital holds a ReSPECT form."""
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "type": concept(("1382601000000107", "ReSPECT form")),
        "subject": whom(number),
        "custodian": {"display": "Oak Hospital"},
        "content": [{"attachment": {"contentType": "application/pdf", "url": "https://oak.example.nhs.uk/plans/7"}}],
        **more,
    }


def send(client: FhirClient, made: Made, **headers: str) -> Any:
    """Post a resource to where its kind is taken."""
    return client.client.post(
        f"{BASE}/{made['resourceType']}",
        json.dumps(made),
        content_type="application/fhir+json",
        headers={"Authorization": f"Bearer {client.token}", **{k.replace("_", "-"): v for k, v in headers.items()}},
    )
