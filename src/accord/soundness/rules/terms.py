"""Terms that several rules share, each with its meaning in one place."""

from __future__ import annotations

from accord.domain.expressions import (
    Expression,
    at_most,
    dated,
    equals,
    has_any,
    not_after,
    one_of,
    yes,
)
from accord.soundness.expectations import Check

SIGNING, AUDIT, STATISTICS, RUNNING = Check.SIGNING, Check.AUDIT, Check.STATISTICS, Check.RUNNING

LIMITS_CPR = one_of("cpr", "not_for_cpr", "modified_cpr")
"""CPR is not recommended, or is restricted."""

RECOMMENDS = one_of("cpr", "not_for_cpr", "for_cpr", "modified_cpr")
"""The plan recommends something about CPR; none recorded is never a recommendation."""

LIMITS_ANYTHING = LIMITS_CPR | yes("limits_treatment")
"""The plan limits CPR or another treatment."""

TOOK_PART = one_of("person_involved", "involved", "informed")
"""The person took part in the decision, or was told of it."""

ASSESSED_UNABLE = one_of("capacity", "lacks", "fluctuating")

UNABLE = equals("capacity", "lacks") | (equals("capacity", "fluctuating") & ~TOOK_PART)
"""The person could not take the decision. Capacity that fluctuates counts by whether they took part."""

UNDER_16 = at_most("age", 15)
UNDER_18 = at_most("age", 17)

ABLE = ~UNABLE & (~UNDER_16 | equals("capacity", "has"))
"""The person could, or is presumed to: from 16, capacity is assumed (Mental Capacity Act 2005 s 1(2))."""

EXCEPTION = one_of("not_involved_reason", "harm", "declined", "emergency")
"""A reason not to involve somebody that can satisfy INV-02; distress and lacking capacity never do."""

URGENT = yes("urgent") | equals("not_involved_reason", "emergency")

CONSULTED = one_of("consultee", "attorney", "deputy", "family", "carer", "parent", "friend", "advocate", "imca")
"""Somebody other than a paid carer was consulted."""

RATIONALE = yes("rationale_recorded")
"""There is a reason in free text, and it has been read for phrases."""

CLINICAL_REASON = has_any("rationale_codes", "clinical_condition")


def recorded_in_time(moment: str) -> Expression:
    """Return: this came before, or when, the decision was signed or recorded.

    It is never held against the decision's clock time: with neither signing nor recording known, days are compared.
    """
    only_decision = ~dated("signed_at") & ~dated("recorded_at") & not_after(moment, "decided_at", by_day=True)
    return not_after(moment, "signed_at") | not_after(moment, "recorded_at") | only_decision


def comparable_in_time(moment: str) -> Expression:
    """Return: this moment is recorded, and so is one that it can be held against."""
    return dated(moment) & (dated("signed_at") | dated("recorded_at") | dated("decided_at"))
