"""All rules, by id and by when they are asked."""

from __future__ import annotations

from accord.soundness.expectations import Check, Outcome, Rule, Severity
from accord.soundness.rules import (
    capacities,
    disputes,
    explanation,
    forms,
    involvement,
    legal_grounds,
    reasons,
    regulations,
    reviews,
    scope,
    sharing,
    signatures,
)

RULES: tuple[Rule, ...] = (
    *involvement.RULES,
    *explanation.RULES,
    *reasons.RULES,
    *scope.RULES,
    *legal_grounds.RULES,
    *capacities.RULES,
    *signatures.RULES,
    *forms.RULES,
    *reviews.RULES,
    *sharing.RULES,
    *disputes.RULES,
    *regulations.RULES,
)
"""Every rule, in the order in which reference pages and screens list them."""

BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}


def checked(check: Check) -> tuple[Rule, ...]:
    """Return the rules that are asked at this time."""
    return tuple(rule for rule in RULES if check in rule.checked_at)


AT_SIGNING = checked(Check.SIGNING)
"""The rules that are asked when a plan is signed."""

WHILE_RUNNING = checked(Check.RUNNING)
"""The rules that are asked while a plan is in force."""


def stops(rule: Rule, outcome: Outcome) -> bool:
    """Whether this stops a signature until it is justified: only what law expects and the record shows is not met."""
    return rule.severity is Severity.LAW and outcome is Outcome.NOT_MET and Check.SIGNING in rule.checked_at
