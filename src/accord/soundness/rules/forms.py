"""SIG-06 to SIG-09 and CON-01 and CON-02: one status, copies that agree, and a plan that does not contradict itself."""

from __future__ import annotations

from accord.domain.expressions import ALWAYS, at_least, at_most, equals, has_any, known, one_of, yes
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Rule, Severity
from accord.soundness.rules.terms import LIMITS_CPR, RECOMMENDS, RUNNING, SIGNING, UNDER_18

_PARENTS = has_any("involvement_options", "c3")

SIG_06 = Rule(
    id="SIG-06",
    expects="a person has one current CPR status across all plans",
    shows="another current plan or decision gives this person another CPR status",
    authority="SCCI1580",
    source="SCCI1580 requirements 4 and 49; PHSO: records were not checked",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING, RUNNING),
    applies=RECOMMENDS,
    evidenced=known("other_current_plans"),
    met=at_most("other_current_plans", 0),
    part=PartName.SETTING,
    remedy="Look at the other plan, and replace or cancel the one that no longer holds.",
)

SIG_07 = Rule(
    id="SIG-07",
    expects="electronic and paper copies agree, and a cancelled form is cancelled everywhere",
    shows="a copy is known that is of another version, or is not marked as cancelled",
    authority="SCCI1580",
    source="SCCI1580 requirement 4",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING,),
    applies=at_least("copies", 1),
    evidenced=known("copies_agree"),
    met=yes("copies_agree"),
    part=PartName.DISTRIBUTION,
    remedy="Tell those who hold copies, and record when they have replaced or cancelled them.",
)

SIG_08 = Rule(
    id="SIG-08",
    expects="the plan is shown as guidance: not an order, and not for a reversible cause such as choking",
    shows="the plan is shown without the words that say what it is",
    authority="BMA, RCUK and RCN guidance",
    source="BMA, RCUK and RCN 2016; treatment escalation plan leaflet",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=LIMITS_CPR,
    evidenced=known("guidance_statement"),
    met=yes("guidance_statement"),
    part=PartName.CPR,
    remedy="Nothing to do here: plans made in this record always carry these words.",
    confirm=True,
)

SIG_09 = Rule(
    id="SIG-09",
    expects="for somebody under 18 it is recorded how they, and those with parental responsibility, took part",
    shows="the young person's plan does not have those with parental responsibility involved, or the reason why not",
    authority="professional guidance (ReSPECT section 6, C)",
    source="ReSPECT version 3 section 6: the reason is also needed where C1 or C2 is chosen without C3; SCCI1580 is for"
    " 18 and over",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=RECOMMENDS & UNDER_18,
    evidenced=known("involvement_options")
    & (_PARENTS | known("involvement_reason") | known("parental_responsibility")),
    met=_PARENTS | yes("involvement_reason"),
    part=PartName.YOUNG_PERSON,
    remedy="Choose C1, C2 or C3 in the involvement part, and name who holds parental responsibility.",
    confirm=True,
)

CON_01 = Rule(
    id="CON-01",
    expects="what is recorded of capacity and of involvement agree: option A with capacity, option B without. A person"
    " who lacks capacity still takes part, and that is no contradiction",
    shows="the person is recorded as lacking capacity with option A, or as having capacity with option B",
    authority="professional guidance (ReSPECT sections 5 and 6)",
    source="ReSPECT version 3 sections 5 and 6; design decision of this project",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=one_of("capacity", "has", "lacks") & has_any("involvement_options", "a", "b"),
    evidenced=ALWAYS,
    met=~(equals("capacity", "lacks") & has_any("involvement_options", "a"))
    & ~(equals("capacity", "has") & has_any("involvement_options", "b")),
    part=PartName.INVOLVEMENT,
    remedy="Look at both answers, and change the one that is not right.",
    confirm=True,
)

CON_02 = Rule(
    id="CON-02",
    expects="modified CPR is recommended for a child or young person; in an adult it is unusual, and said with care",
    shows="modified CPR is recommended for an adult",
    authority="professional guidance (ReSPECT section 4)",
    source="ReSPECT version 3 section 4: modified CPR is for a child; it exists in adults, so this warns",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=equals("cpr", "modified_cpr"),
    evidenced=known("age"),
    met=UNDER_18,
    part=PartName.CPR,
    remedy="Write exactly what is and is not to be done, so that a crew can follow it.",
    confirm=True,
)

RULES = (SIG_06, SIG_07, SIG_08, SIG_09, CON_01, CON_02)
