"""IND-01 to IND-08: a decision for this person, on this person's own circumstances."""

from __future__ import annotations

from accord.domain.expressions import Expression, at_least, at_most, equals, has_any, known, no, one_of, yes
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Rule, Severity
from accord.soundness.rules.terms import AUDIT, CLINICAL_REASON, LIMITS_CPR, RATIONALE, SIGNING, STATISTICS

ALL_KINDS = (SIGNING, AUDIT, STATISTICS)
NAMES_DIAGNOSIS = has_any("rationale_codes", "learning_disability", "downs_syndrome", "autism")
NAMES_GROUP = has_any("rationale_codes", "age", "disability", "care_home", "mental_illness")
ENOUGH_WORDS = 4
SHORTEST_REASON = 20


def _says_more() -> Expression:
    """Return: beyond the group it names, the reason says something that software cannot weigh."""
    return CLINICAL_REASON | at_least("rationale_other_words", ENOUGH_WORDS)


IND_01 = Rule(
    id="IND-01",
    expects="the decision was made on this person's own circumstances",
    shows="the reason speaks of a policy, or of everybody of a kind, and not of this person",
    authority="human rights law",
    source="CQC interim report 2020; BMA, RCUK and RCN 2016; NHS England 7 April 2020; joint statement 30 March 2020",
    severity=Severity.LAW,
    checked_at=ALL_KINDS,
    applies=LIMITS_CPR,
    evidenced=RATIONALE & (has_any("rationale_codes", "blanket_policy") | ~at_least("same_rationale_people", 3)),
    met=~has_any("rationale_codes", "blanket_policy"),
    part=PartName.CPR,
    remedy="Write the reason in words of this person's own condition and wishes.",
)

IND_02 = Rule(
    id="IND-02",
    expects="a learning disability, Down's syndrome or autism is not the reason",
    shows="a learning disability, Down's syndrome or autism is named in the reason, and nothing else is",
    authority="NHS England (2021, 2023)",
    source="NHS England, 4 March 2021 and 2023: a learning disability, Down's syndrome or autism is never a reason;"
    " Equality Act 2010",
    severity=Severity.LAW,
    checked_at=ALL_KINDS,
    applies=LIMITS_CPR,
    evidenced=RATIONALE & ~(NAMES_DIAGNOSIS & _says_more()),
    met=~NAMES_DIAGNOSIS,
    part=PartName.CPR,
    remedy="Write the clinical reason; if there is no other, the decision needs to be looked at again.",
)

IND_03 = Rule(
    id="IND-03",
    expects="neither age, disability, living in a care home nor mental illness is by itself the reason",
    shows="age, disability, a care home or mental illness is named in the reason, and nothing else is",
    authority="the Equality Act 2010",
    source="Equality Act 2010 ss 13 and 15; Mental Capacity Act 2005 s 4(1)",
    severity=Severity.LAW,
    checked_at=ALL_KINDS,
    applies=LIMITS_CPR,
    evidenced=RATIONALE & (~NAMES_GROUP | CLINICAL_REASON | ~_says_more()),
    met=~NAMES_GROUP | CLINICAL_REASON,
    part=PartName.CPR,
    remedy="Write the clinical reason; if there is no other, the decision needs to be looked at again.",
    confirm=True,
)

IND_04 = Rule(
    id="IND-04",
    expects="the test is what the person would find acceptable, not somebody else's view of their quality of life",
    shows="the reason judges the person's quality of life, and what they would find acceptable was not asked",
    authority="human rights law",
    source="CQC interim report 2020; BMA, RCUK and RCN 2016",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_CPR,
    evidenced=RATIONALE & (~has_any("rationale_codes", "quality_of_life_judgement") | known("person_values")),
    met=~has_any("rationale_codes", "quality_of_life_judgement") | yes("person_values"),
    part=PartName.WHAT_MATTERS,
    remedy="Write what the person values and would find acceptable, in their own words.",
)

IND_05 = Rule(
    id="IND-05",
    expects="the reason is written: the condition, and why CPR would not work, would do more harm than good, or is"
    " refused",
    shows="the kind of reason or the words for it are missing or very short",
    authority="professional guidance",
    source="BMA, RCUK and RCN 2016; GMC, Treatment and care towards the end of life, paragraphs 130 to 139",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=LIMITS_CPR,
    evidenced=known("basis") | RATIONALE,
    met=known("basis") & RATIONALE & ~at_most("rationale_length", SHORTEST_REASON - 1),
    part=PartName.CPR,
    remedy="Choose the kind of reason, and write the condition and why.",
)

IND_06 = Rule(
    id="IND-06",
    expects="the burdens and benefits that were weighed are written",
    shows="the decision rests on overall benefit, and what was weighed is not written",
    authority="GMC guidance",
    source="GMC, Treatment and care towards the end of life, paragraph 137; Eli and others 2021",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_CPR & equals("basis", "not_overall_benefit"),
    evidenced=known("burdens_benefits"),
    met=yes("burdens_benefits"),
    part=PartName.CPR,
    remedy="Write the burdens and the benefits for this person.",
)

IND_07 = Rule(
    id="IND-07",
    expects="the Clinical Frailty Scale is not used alone, nor for somebody under 65 or with a learning disability,"
    " autism or a stable long-term disability",
    shows="the reason rests on a frailty score where the score is not meant to be used, or on nothing else",
    authority="NICE guidance (NG159)",
    source="NICE NG159, update of 25 March 2020",
    severity=Severity.GUIDANCE,
    checked_at=ALL_KINDS,
    applies=LIMITS_CPR & has_any("rationale_codes", "frailty_scale"),
    evidenced=known("age"),
    met=at_least("age", 65)
    & ~yes("learning_disability")
    & ~yes("downs_syndrome")
    & ~yes("autism")
    & ~yes("physical_disability")
    & _says_more(),
    part=PartName.CPR,
    remedy="Write the person's own condition; leave the score out where it is not meant to be used.",
)

IND_08 = Rule(
    id="IND-08",
    expects="a decision about CPR is recorded where an arrest can be foreseen, or the person wants one",
    shows="an arrest is recorded as not foreseeable, so that no decision about CPR need be raised or recorded",
    authority="BMA, RCUK and RCN guidance",
    source="BMA, RCUK and RCN 2016; CQC interim report 2020: stable impairments should not need one",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=LIMITS_CPR & ~one_of("basis", "capacitous_refusal", "adrt", "attorney_refusal"),
    evidenced=known("foreseeable_arrest"),
    met=~no("foreseeable_arrest"),
    part=PartName.CPR,
    remedy="Write why an arrest can be foreseen; if it cannot, consider recording no decision about CPR.",
    confirm=True,
)

RULES = (IND_01, IND_02, IND_03, IND_04, IND_05, IND_06, IND_07, IND_08)
