"""A subscription as the system that asked for it reads it. What is sent with each notification is not given back."""

from __future__ import annotations

from accord.projections.fhir.elements import Made, without_gaps
from accord.projections.fhir.notifications import Subscriber
from accord.sharing.deliveries.topics import BACKPORT, TOPIC, PlanChange
from accord.sharing.models import Subscription


def subscription_resource(row: Subscription) -> Made:
    """Return a Subscription of the R4 backport."""
    channel = without_gaps(
        {
            "extension": [
                *([_said("heartbeat-period", valueUnsignedInt=row.heartbeat_seconds)] if row.heartbeat_seconds else []),
                _said("timeout", valueUnsignedInt=row.patience_seconds),
                _said("max-count", valuePositiveInt=row.most_at_once),
            ],
            "type": "rest-hook",
            "endpoint": row.endpoint,
            "payload": "application/fhir+json",
            "_payload": {"extension": [_said("payload-content", valueCode="id-only")]},
        }
    )
    return without_gaps(
        {
            "resourceType": "Subscription",
            "id": str(row.id),
            "meta": {"profile": [f"{BACKPORT}/backport-subscription"]},
            "status": row.status,
            "end": row.ends_at.isoformat(timespec="milliseconds") if row.ends_at else "",
            "reason": row.reason,
            "criteria": TOPIC,
            "_criteria": {"extension": [_said("filter-criteria", valueString=_filter(row))]},
            "error": row.error,
            "channel": channel,
        }
    )


def subscriber(row: Subscription) -> Subscriber:
    """Return a subscription as notifications name it."""
    return Subscriber(
        subscription_id=row.id,
        base=row.base,
        topic=TOPIC,
        status=row.status,
        numbered=row.last_number,
        error=row.error,
    )


def _filter(row: Subscription) -> str:
    said = [f"kind={','.join(row.kinds)}"] if len(row.kinds) < len(PlanChange) else []
    said += [f"organisation={row.people_of}"] if row.people_of else []
    said += [f"patient=Patient/{row.person_id}"] if row.person_id else []
    return f"Composition?{'&'.join(said) or 'kind=' + ','.join(row.kinds)}"


def _said(name: str, **value: object) -> Made:
    return {"url": f"{BACKPORT}/backport-{name}", **value}
