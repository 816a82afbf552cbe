"""What a subscriber is told, as FHIR R4 has it: a Bundle of the type history, whose first entry says the status.

Topic-based subscriptions, R4 backport 1.1 (hl7.org/fhir/uv/subscriptions-backport; reference/interop.md 3.6), id-only:
the ids of a plan and of whose it is, no clinical word and no NHS number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from accord.projections.fhir.elements import Made

_BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription"
STATUS_PROFILE = f"{_BACKPORT}-status-r4"
NOTIFICATION_PROFILE = f"{_BACKPORT}-notification-r4"


class NotificationType(StrEnum):
    """What a notification is for (value set subscription-notification-type)."""

    HANDSHAKE = "handshake"
    HEARTBEAT = "heartbeat"
    EVENT = "event-notification"
    STATUS = "query-status"
    EVENTS = "query-event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """An event under the subscriber's own number. With no person the subscriber is told the number alone."""

    number: int
    at: datetime
    person_id: UUID | None = None
    version_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Who is told: the subscription, where it lies, and how many events there have been for it."""

    subscription_id: UUID
    base: str
    topic: str
    status: str
    numbered: int
    error: str = ""


def notification(to: Subscriber, kind: NotificationType, events: Sequence[Numbered], *, now: datetime) -> Made:
    """Return a notification."""
    made = status_of(to, kind, events)
    address = f"{to.base}/Subscription/{to.subscription_id}/$status"
    return {
        "resourceType": "Bundle",
        "meta": {"profile": [NOTIFICATION_PROFILE]},
        "type": "history",
        "timestamp": _instant(now),
        "entry": [
            {
                "fullUrl": f"urn:uuid:{made['id']}",
                "resource": made,
                "request": {"method": "GET", "url": address},
                "response": {"status": "200"},
            }
        ],
    }


def status_of(to: Subscriber, kind: NotificationType, events: Sequence[Numbered] = ()) -> Made:
    """Return how a subscription stands, with events in their numbers."""
    numbers = f"{kind.value}:{to.numbered}:{','.join(str(each.number) for each in events)}"
    said = [
        {"name": "subscription", "valueReference": {"reference": f"{to.base}/Subscription/{to.subscription_id}"}},
        {"name": "topic", "valueCanonical": to.topic},
        {"name": "status", "valueCode": to.status},
        {"name": "type", "valueCode": kind.value},
        {"name": "events-since-subscription-start", "valueString": str(to.numbered)},
        *({"name": "notification-event", "part": _parts(to, each)} for each in events),
        *([{"name": "error", "valueCodeableConcept": {"text": to.error}}] if to.error else []),
    ]
    return {
        "resourceType": "Parameters",
        "id": str(uuid5(to.subscription_id, numbers)),
        "meta": {"profile": [STATUS_PROFILE]},
        "parameter": said,
    }


def _parts(to: Subscriber, event: Numbered) -> list[Made]:
    said: list[Made] = [
        {"name": "event-number", "valueString": str(event.number)},
        {"name": "timestamp", "valueInstant": _instant(event.at)},
    ]
    person = {"reference": f"{to.base}/Patient/{event.person_id}", "type": "Patient"}
    if event.person_id is None:
        return said
    if event.version_id is None:
        return [*said, {"name": "focus", "valueReference": person}]
    plan = {"reference": f"{to.base}/Composition/{event.version_id}", "type": "Composition"}
    return [
        *said,
        {"name": "focus", "valueReference": plan},
        {"name": "additional-context", "valueReference": person},
    ]


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
