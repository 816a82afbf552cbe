"""A hospital's system that tells of visits by FHIR Encounter."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from tests.builders.fhir_clients import BASE, FhirClient

from accord.projections.fhir.encounters import V3_ACT
from accord.projections.fhir.systems import NHS_NUMBER, ODS_ORGANISATION
from accord.sharing.fhir.requests import MIME


def encounter(
    visit: str, start: datetime, whom: dict[str, Any], *, end: datetime | None = None, **changed: Any
) -> dict[str, Any]:
    """Return an Encounter that FHIR allows; `changed` says other elements (`class_` for the class)."""
    period = {"start": start.isoformat(), **({"end": end.isoformat()} if end else {})}
    usual = {
        "resourceType": "Encounter",
        "identifier": [{"system": "https://oak.example/visits", "value": visit}],
        "status": "finished" if end else "in-progress",
        "class": {"system": V3_ACT, "code": "IMP"},
        "subject": whom,
        "period": period,
        "serviceProvider": {"identifier": {"system": ODS_ORGANISATION, "value": "R9901"}},
    }
    named = {name.rstrip("_"): value for name, value in changed.items()}
    return {name: value for name, value in {**usual, **named}.items() if value is not None}


def within(number: str, **more: Any) -> list[dict[str, Any]]:
    """Return the patient who stands within an Encounter; its subject is then `INSIDE`."""
    return [{"resourceType": "Patient", "id": "p", "identifier": [{"system": NHS_NUMBER, "value": number}], **more}]


INSIDE = {"reference": "#p"}


def tell(client: FhirClient, method: str, path: str, made: dict[str, Any], **headers: str) -> HttpResponse:
    """Post or put an Encounter."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    bearer = {"Authorization": f"Bearer {client.token}", **said}
    return client.client.generic(method, f"{BASE}/{path}", json.dumps(made), content_type=MIME, headers=bearer)
