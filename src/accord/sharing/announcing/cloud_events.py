"""An announcement as the Multicast Notification Service takes it: a CloudEvent with no word of what a plan says.

CloudEvents 1.0 with the service's own `dataref` and `filtering` (reference: interop.md 5.1). There is no national event
type for plans of this kind: ours is named as theirs are, and says only that something became of a plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

MIME = "application/cloudevents+json"
SPECIFICATION = "1.0"
PLAN_CHANGE = "accord-plan-change-1"
"""The event type of ours: it never says what became of the plan. Whoever wants to know reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What is announced: of whom, when it happened, where the plan is read, and by whom it can be filtered."""

    id: UUID
    source: str
    nhs_number: str
    at: datetime
    address: str
    practice_code: str = ""


def cloud_event(said: Announced) -> dict[str, str | Mapping[str, str]]:
    """Return the event."""
    made: dict[str, str | Mapping[str, str]] = {
        "specversion": SPECIFICATION,
        "id": str(said.id),
        "source": said.source,
        "type": PLAN_CHANGE,
        "time": said.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "subject": said.nhs_number,
        "dataref": said.address,
    }
    return made | ({"filtering": {"generalpractitioner": said.practice_code}} if said.practice_code else {})
