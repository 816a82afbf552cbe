"""IND-09 to IND-11 and IND-16: CPR alone, beside other care, and what the person wants of it."""

from __future__ import annotations

from accord.domain.expressions import equals, known, yes
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Rule, Severity
from accord.soundness.rules.terms import AUDIT, LIMITS_CPR, RATIONALE, SIGNING, STATISTICS

IND_09 = Rule(
    id="IND-09",
    expects="words about CPR limit CPR alone; other care stands in its own recommendations",
    shows="the words about CPR also limit other care, such as hospital, antibiotics or oxygen",
    authority="professional guidance",
    source="CQC interim report 2020: a DNACPR decision covers CPR only",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_CPR,
    evidenced=RATIONALE | known("cpr_text_limits"),
    met=~known("cpr_text_limits"),
    part=PartName.TREATMENTS,
    remedy="Move what is said of other care to the treatment recommendations, each with its reason.",
)

IND_10 = Rule(
    id="IND-10",
    expects="other care is recommended beside the decision about CPR",
    shows="nothing is recommended beside CPR",
    authority="good practice (CQC; Resuscitation Council UK, ReSPECT)",
    source="CQC interim report 2020; Resuscitation Council UK, ReSPECT",
    severity=Severity.GOOD_PRACTICE,
    checked_at=(SIGNING, STATISTICS),
    applies=LIMITS_CPR,
    evidenced=known("other_recommendations"),
    met=yes("other_recommendations"),
    part=PartName.TREATMENTS,
    remedy="Add what should be given and done.",
    confirm=True,
)

IND_11 = Rule(
    id="IND-11",
    expects="the decision is part of a wider conversation about the person's care",
    shows="the decision stands outside any personalised plan",
    authority="professional guidance (Universal Principles)",
    source="CQC review recommendation R02; Universal Principles for Advance Care Planning 1 to 6",
    severity=Severity.GUIDANCE,
    checked_at=(AUDIT, STATISTICS),
    applies=LIMITS_CPR,
    evidenced=known("personalised_plan"),
    met=yes("personalised_plan"),
    part=PartName.WHAT_MATTERS,
    remedy="Talk about what matters to the person, and record it.",
)

IND_16 = Rule(
    id="IND-16",
    expects="where the person wants CPR and it is said that it would not work, a second opinion was offered",
    shows="the person wants CPR, the reason is that it would not work, and no second opinion was offered",
    authority="GMC guidance",
    source="GMC, Treatment and care towards the end of life, paragraphs 139 and 141",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=LIMITS_CPR & equals("person_wish", "wants_cpr") & equals("basis", "not_successful"),
    evidenced=known("second_opinion_offered"),
    met=yes("second_opinion_offered"),
    part=PartName.CONVERSATIONS,
    remedy="Offer a second opinion, and record the offer in the conversation.",
)

RULES = (IND_09, IND_10, IND_11, IND_16)
