"""The facts of review, sharing, status and disputes."""

from __future__ import annotations

from accord.domain.choices import Answer
from accord.domain.facts import Cell, day_cells
from accord.domain.plan.documents import Plan
from accord.domain.plan.keeping import ReviewRule, Signature
from accord.domain.plan.wishes import SharingWishes
from accord.projections.facts.cells import NO, UNKNOWN, YES, at_cells, choice_cell, written
from accord.projections.facts.contexts import FactContext, Since
from accord.projections.facts.decisions import other_current_plans


def review_facts(plan: Plan, since: Since) -> dict[str, Cell]:
    """Return the rule of review, and what reviews and moves there have been since."""
    review = plan.review
    why = UNKNOWN
    if review and review.rule is ReviewRule.INDEFINITE:
        why = YES if review.indefinite_why else NO
    return {
        "review_rule": review.rule.value if review else None,
        "indefinite_reason": why,
        "review_outcome": choice_cell(since.review_outcome),
        **day_cells("review_due", review.due if review else None),
        **at_cells("last_reviewed_at", since.reviewed_at),
        **at_cells("review_trigger_at", since.look_again_at),
        **at_cells("capacity_changed_at", since.capacity_changed_at),
    }


def sharing_facts(plan: Plan, context: FactContext) -> dict[str, Cell]:
    """Return who may know, who has been told, and where copies are."""
    sharing, told, since = plan.sharing, plan.distribution, context.since
    listed = len(told.tell) if told else 0
    return {
        "sharing_consent": sharing.consent.value if sharing else None,
        "other_current_plans": other_current_plans(plan, context),
        "copies": len(told.copies) if told and told.copies else None,
        "copies_agree": since.copies_agree.value,
        "recipients_outstanding": max(listed - since.acknowledged, 0) if listed else None,
        "discharge_letter_states_decision": since.discharge_letter.value,
        "told_whether_still_valid": since.told_whether_valid.value,
        "reads_logged": YES,
        **withheld_facts(sharing),
        **at_cells("shared_at", since.shared_at),
        **at_cells("gp_received_at", since.gp_received_at),
        **at_cells("discharged_at", since.discharged_at),
    }


def withheld_facts(sharing: SharingWishes | None) -> dict[str, Cell]:
    """Return whether anything is kept from the person, on which of the two grounds, and until when."""
    if sharing is None:
        return {}
    kept = sharing.is_withheld
    return {
        "withheld_from_person": choice_cell(sharing.withheld),
        "withheld_explained": written(kept and sharing.withheld_why),
        **day_cells("withheld_until", sharing.withheld_until if kept else None),
    }


def status_facts(signature: Signature | None, since: Since) -> dict[str, Cell]:
    """Return what has become of a signed version; a draft has no status."""
    if signature is None:
        return {}
    died = since.status.value == "died"
    return {
        "status": since.status.value,
        "found_inappropriate": YES if since.inappropriate else UNKNOWN,
        "inappropriate_reason": choice_cell(since.inappropriate),
        "ended_reason": "died" if died else choice_cell(since.ended_reason),
        **at_cells("ended_at", since.ended_at),
    }


def dispute_facts(since: Since, *, disagreed: bool) -> dict[str, Cell]:
    """Return whether a disagreement is open; one recorded in the plan is, until somebody says that it is not."""
    still_open = Answer.YES if disagreed and since.dispute_open is Answer.UNKNOWN else since.dispute_open
    return {
        "live_dispute": still_open.value,
        "dispute_shown": since.dispute_shown.value,
        "serious_dispute": since.dispute_serious.value,
        "legal_advice_sought": since.legal_advice.value,
        "concern_raised": since.concern_raised.value,
        "safeguarding_considered": since.safeguarding_considered.value,
    }
