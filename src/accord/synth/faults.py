"""What may be poor about a record, and how often. Good records are most records; rules need the others to find.

Rates near published ones: capacity not recorded 13%, involvement not recorded 11%, another recommendation beside CPR in
78% (Hawkes 2022; reference/measures.md 3.2); no conversation in 5.2% (the review's Q6).
"""

from __future__ import annotations

from enum import StrEnum

from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.synth.dice import Dice
from accord.synth.traits import Traits


class Fault(StrEnum):
    """Something that a record does not show, or shows that it should not."""

    NO_CAPACITY = "no_capacity"
    NO_TALK = "no_talk"
    LATE_TALK = "late_talk"
    NO_INVOLVEMENT = "no_involvement"
    NO_SUMMARY = "no_summary"
    THIN = "thin"
    AGE_ONLY = "age_only"
    DISABILITY_ONLY = "disability_only"
    CARE_HOME_ONLY = "care_home_only"
    NO_WEIGHING = "no_weighing"
    NO_OTHER_TREATMENTS = "no_other_treatments"
    NO_REVIEW = "no_review"
    NO_FORESIGHT = "no_foresight"
    NO_TEAM = "no_team"
    NO_VALUES = "no_values"
    NO_CONSENT = "no_consent"
    NO_INFORMATION = "no_information"
    CONTRADICTION = "contradiction"


_OFTEN: dict[Fault, float] = {
    Fault.NO_CAPACITY: 0.133,
    Fault.NO_TALK: 0.038,
    Fault.LATE_TALK: 0.014,
    Fault.NO_INVOLVEMENT: 0.095,
    Fault.NO_SUMMARY: 0.08,
    Fault.NO_WEIGHING: 0.4,
    Fault.NO_OTHER_TREATMENTS: 0.22,
    Fault.NO_REVIEW: 0.12,
    Fault.NO_FORESIGHT: 0.25,
    Fault.NO_TEAM: 0.2,
    Fault.NO_VALUES: 0.18,
    Fault.NO_CONSENT: 0.06,
    Fault.NO_INFORMATION: 0.35,
    Fault.CONTRADICTION: 0.008,
}
BAD_REASONS = frozenset({Fault.THIN, Fault.AGE_ONLY, Fault.DISABILITY_ONLY, Fault.CARE_HOME_ONLY})
_ON_GROUNDS = frozenset({Basis.NOT_SUCCESSFUL, Basis.NOT_OVERALL_BENEFIT, Basis.UNKNOWN})


def draw_faults(traits: Traits, recommendation: CprRecommendation, basis: Basis, dice: Dice) -> frozenset[Fault]:
    """Return what is poor about a record; a poor reason stands only where a clinician's reason is asked for."""
    found = {fault for fault, often in _OFTEN.items() if dice.chance(often)}
    if Fault.NO_TALK in found:
        found |= {Fault.NO_INVOLVEMENT} if dice.chance(0.5) else set()
    if recommendation is CprRecommendation.NOT_FOR_CPR and basis in _ON_GROUNDS:
        found |= _poor_reason(traits, dice)
    return frozenset(found)


def _poor_reason(traits: Traits, dice: Dice) -> set[Fault]:
    """Return at most one poor reason. A few name only a learning disability, as some in England did in 2018."""
    if traits.learning_disability and dice.chance(0.2):
        return {Fault.DISABILITY_ONLY}
    if traits.age >= 80 and dice.chance(0.006):
        return {Fault.AGE_ONLY}
    if traits.in_a_home and dice.chance(0.008):
        return {Fault.CARE_HOME_ONLY}
    return {Fault.THIN} if dice.chance(0.045) else set()
