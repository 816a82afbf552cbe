"""Notices of national services, as the Multicast Notification Service sends them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

PROFILE = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-status-r4"
AT = "2026-06-01T13:00:00Z"
SOURCE = "https://fhir.nhs.uk/Id/nhsSpineASID/000000000000"


def signal(kind: str, number: str, resource: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """Return a notice as FHIR; `at` and `id` may be given."""
    at, key = changes.get("at", AT), changes.get("id") or str(uuid4())
    context = [
        {"name": "event-type", "valueString": kind},
        {"name": "source", "valueUri": SOURCE},
        {"name": "subject", "valueReference": {"identifier": {"value": number}}},
    ]
    event = [{"name": "event-number", "valueString": "1"}, {"name": "timestamp", "valueInstant": at}]
    parameters = {
        "resourceType": "Parameters",
        "meta": {"profile": [PROFILE]},
        "id": key,
        "parameter": [
            {"name": "status", "valueCode": "active"},
            {"name": "type", "valueCode": "event-notification"},
            {"name": "notification-event", "part": event},
            {"name": "additional-context", "part": context},
        ],
    }
    entries: list[dict[str, Any]] = [{"fullUrl": f"urn:uuid:{key}", "resource": parameters}]
    if resource is not None:
        entries.append({"fullUrl": "https://pds.example", "resource": resource})
    return {"resourceType": "Bundle", "id": key, "type": "history", "timestamp": at, "entry": entries}


def cloud_event(kind: str, number: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a notice as a CloudEvent."""
    made = {"specversion": "1.0", "id": str(uuid4()), "source": SOURCE, "type": kind, "time": AT, "subject": number}
    return made | ({"data": data} if data else {})
