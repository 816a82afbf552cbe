"""REG-09 and REG-11: what an inspector of a regulation would look at together, each made of other rules."""

from __future__ import annotations

from accord.domain.expressions import Expression, every, some
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Rule, Severity
from accord.soundness.rules.capacities import CAP_02, CAP_04, CAP_05, CAP_07
from accord.soundness.rules.involvement import INV_01, INV_04
from accord.soundness.rules.reasons import IND_04
from accord.soundness.rules.scope import IND_11
from accord.soundness.rules.terms import AUDIT

PERSON_CENTRED = (INV_01, INV_04, IND_04, IND_11)
MENTAL_CAPACITY = (CAP_07, CAP_02, CAP_04, CAP_05, INV_04)


def _names(rules: tuple[Rule, ...]) -> str:
    return ", ".join(rule.id for rule in rules)


def _applies(rules: tuple[Rule, ...]) -> Expression:
    return some(rule.applies for rule in rules)


def _not_met(rules: tuple[Rule, ...]) -> Expression:
    return some(every([rule.applies, rule.evidenced, ~rule.met]) for rule in rules)


def _evidenced(rules: tuple[Rule, ...]) -> Expression:
    """Return: each that applies is evidenced, or one is not met, so that the others do not matter."""
    return every(some([~rule.applies, rule.evidenced]) for rule in rules) | _not_met(rules)


REG_09 = Rule(
    id="REG-09",
    expects=f"care is person-centred: each of {_names(PERSON_CENTRED)} that applies is met",
    shows=f"one of {_names(PERSON_CENTRED)} is not met",
    authority="CQC Regulation 9",
    source="Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 9",
    severity=Severity.LAW,
    checked_at=(AUDIT,),
    applies=_applies(PERSON_CENTRED),
    evidenced=_evidenced(PERSON_CENTRED),
    met=~_not_met(PERSON_CENTRED),
    part=PartName.INVOLVEMENT,
    remedy="Look at the rules that it is made of; each says what to record.",
    confirm=True,
)

REG_11 = Rule(
    id="REG-11",
    expects=f"the Mental Capacity Act is followed: each of {_names(MENTAL_CAPACITY)} that applies is met",
    shows=f"one of {_names(MENTAL_CAPACITY)} is not met",
    authority="CQC Regulation 11",
    source="Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 11; a clinical decision"
    " about CPR needs no consent, and what is inspected is how the Act was followed",
    severity=Severity.LAW,
    checked_at=(AUDIT,),
    applies=_applies(MENTAL_CAPACITY),
    evidenced=_evidenced(MENTAL_CAPACITY),
    met=~_not_met(MENTAL_CAPACITY),
    part=PartName.CAPACITY,
    remedy="Look at the rules that it is made of; each says what to record.",
    confirm=True,
)

RULES = (REG_09, REG_11)
