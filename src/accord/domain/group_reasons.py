"""Whether a reason rests on a group: on a protected characteristic, a diagnosis, frailty or a home, and nothing else.

The decision is taken from phrase codes alone, so that a text and the codes that left in its stead are judged alike.
It is a question for a reviewer, never a finding (rules IND-02, IND-03 and IND-07; GRP-05 of reference/rules.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from accord.domain.causes import GIVEN_AS_CAUSE, NEVER_A_REASON
from accord.domain.clinical_terms import CLINICAL, REFUSALS
from accord.domain.rationales import MUCH_SAID, read, said_beside

GROUPS = {
    "learning_disability": "a learning disability",
    "downs_syndrome": "Down's syndrome",
    "autism": "autism",
    "age": "age",
    "disability": "a physical or sensory disability",
    "care_home": "living in a care home",
    "mental_illness": "mental illness",
    "dementia": "dementia",
    "frailty": "frailty",
    "frailty_scale": "a frailty score",
    "other_characteristic": "origin, language or housing",
}
"""The codes that name a group, with their words for people."""

_OTHER_REASONS = frozenset({*CLINICAL, *REFUSALS})


class Resting(StrEnum):
    """How a reason stands to the groups that it names."""

    RESTS_ON = "rests_on"
    NAMES_WITH_CLINICAL_REASON = "names_with_clinical_reason"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reason stands to the groups that it names, which they are, and the words that led to it."""

    resting: Resting
    groups: frozenset[str]
    words: tuple[str, ...] = ()


def judge(codes: Iterable[str]) -> Reading:
    """Return how a reason with these codes stands to the groups that they name.

    A learning disability, Down's syndrome or autism given as the cause is never a reason, also beside another one.
    The person's own refusal is a reason of its own, whatever else stands beside it. Where much is said of somebody's
    circumstances, in words that no list knows, software cannot weigh it and leaves it (as rule IND-03 does), save
    where what is never a reason stands alone among them.
    """
    found = frozenset(codes)
    groups = found & GROUPS.keys()
    if not groups:
        return Reading(Resting.NONE, groups)
    if GIVEN_AS_CAUSE in found and groups & NEVER_A_REASON:
        return Reading(Resting.RESTS_ON, groups)
    beside = found & (_OTHER_REASONS if groups & NEVER_A_REASON else _OTHER_REASONS | {MUCH_SAID})
    return Reading(Resting.NAMES_WITH_CLINICAL_REASON if beside else Resting.RESTS_ON, groups)


def judge_text(text: str) -> Reading:
    """Return the same of a reason in free text, with the words that led to it as they were read."""
    found = read(text)
    reading = judge({each.code for each in found} | said_beside(text))
    words = dict.fromkeys(each.words.strip() for each in found if each.code in reading.groups)
    return Reading(reading.resting, reading.groups, tuple(words))
