"""What other systems can hear of: one topic, of what becomes of plans."""

from __future__ import annotations

from accord.domain.choices import Choice
from accord.domain.events import EventKind
from accord.projections.fhir.systems import CANONICAL

TOPIC = f"{CANONICAL}/SubscriptionTopic/plan-status"
BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition"


class PlanChange(Choice):
    """What can become of a plan, as a filter names it."""

    SIGNED = "signed", "Signed"
    SUPERSEDED = "superseded", "Superseded by a later plan"
    CANCELLED = "cancelled", "Cancelled"
    SUSPENDED = "suspended", "Suspended for a time"
    REINSTATED = "reinstated", "In force again"
    ENDED = "ended", "Ended"
    ENDORSED = "endorsed", "Endorsed"
    REVIEWED = "reviewed", "Reviewed"
    CLOSED_BY_DEATH = "closed-by-death", "Closed by death"
    REOPENED = "reopened", "Open again: a death was withdrawn"
    REPORTED = "reported", "Reported from elsewhere, not confirmed here"
    REPORT_SETTLED = "report-settled", "A report was confirmed, set aside, replaced or withdrawn"


CHANGES = {
    EventKind.PLAN_SIGNED: PlanChange.SIGNED,
    EventKind.PLAN_SUPERSEDED: PlanChange.SUPERSEDED,
    EventKind.PLAN_CANCELLED: PlanChange.CANCELLED,
    EventKind.PLAN_SUSPENDED: PlanChange.SUSPENDED,
    EventKind.PLAN_REINSTATED: PlanChange.REINSTATED,
    EventKind.PLAN_ENDED: PlanChange.ENDED,
    EventKind.PLAN_ENDORSED: PlanChange.ENDORSED,
    EventKind.PLAN_REVIEWED: PlanChange.REVIEWED,
    EventKind.PLAN_CLOSED_BY_DEATH: PlanChange.CLOSED_BY_DEATH,
    EventKind.PLAN_REOPENED: PlanChange.REOPENED,
    EventKind.PLAN_REPORTED: PlanChange.REPORTED,
    EventKind.PAPER_SEEN: PlanChange.REPORTED,
    EventKind.REPORT_SETTLED: PlanChange.REPORT_SETTLED,
}
