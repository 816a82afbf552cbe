"""DIS-01 to DIS-05: when somebody disagrees, or a decision may rest on who the person is."""

from __future__ import annotations

from accord.domain.expressions import equals, has_any, known, yes
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Elsewhere, Rule, Severity
from accord.soundness.rules.terms import AUDIT, CLINICAL_REASON, LIMITS_CPR, RECOMMENDS, RUNNING, SIGNING, STATISTICS

DIS_01 = Rule(
    id="DIS-01",
    expects="where the person or those close to them disagree, a second opinion is offered and recorded",
    shows="somebody disagrees, and no second opinion was offered",
    authority="BMA, RCUK and RCN guidance",
    source="BMA, RCUK and RCN 2016; treatment escalation plan leaflet; NHS advice on DNACPR",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING, RUNNING),
    applies=RECOMMENDS & (equals("agreement", "disagreed") | known("disagreement_by")),
    evidenced=known("second_opinion_offered"),
    met=yes("second_opinion_offered"),
    part=PartName.CONVERSATIONS,
    remedy="Offer a second opinion, and record the offer.",
    confirm=True,
)

DIS_02 = Rule(
    id="DIS-02",
    expects="in a serious dispute that is not resolved, legal advice or the court is sought before and not after",
    shows="a serious dispute is open, and neither legal advice nor the court has been sought",
    authority="GMC guidance",
    source="GMC guidance; Winspear v City Hospitals Sunderland [2015] EWHC 3250 (QB)",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING,),
    applies=RECOMMENDS & yes("serious_dispute"),
    evidenced=known("legal_advice_sought"),
    met=yes("legal_advice_sought"),
    part=PartName.CONVERSATIONS,
    remedy="Ask the organisation's legal team, and record it.",
    confirm=True,
)

_CAME_OF_IT = known("review_outcome") | known("ended_reason") | known("found_inappropriate")

DIS_03 = Rule(
    id="DIS-03",
    expects="what came of a concern about the decision is recorded",
    shows="a concern was raised, and nothing says what came of it",
    authority="the Universal Principles for advance care planning",
    source="Universal Principle 6 (2022); CQC review recommendation R10",
    severity=Severity.GUIDANCE,
    checked_at=(AUDIT, STATISTICS),
    applies=RECOMMENDS & yes("concern_raised"),
    evidenced=_CAME_OF_IT,
    met=_CAME_OF_IT,
    part=PartName.REVIEW,
    remedy="Review the decision, and record what was found.",
)

DIS_04 = Rule(
    id="DIS-04",
    expects="an open dispute is shown to everybody who looks at the status",
    shows="a dispute is open, and the status does not show it",
    authority="good practice",
    source="Design decision of this project",
    severity=Severity.GOOD_PRACTICE,
    checked_at=(SIGNING,),
    applies=RECOMMENDS & yes("live_dispute"),
    evidenced=known("dispute_shown"),
    met=yes("dispute_shown"),
    part=Elsewhere.SIGNATURE,
    remedy="Nothing to do here: this record shows it as a notice.",
)

DIS_05 = Rule(
    id="DIS-05",
    expects="where a decision may rest on who the person is, safeguarding is considered",
    shows="the reason names a group and nothing clinical, or it was found discriminatory, and safeguarding was not"
    " considered",
    authority="CQC",
    source="CQC Regulations 13 and 20",
    severity=Severity.GUIDANCE,
    checked_at=(AUDIT,),
    applies=LIMITS_CPR
    & (
        equals("inappropriate_reason", "discriminatory")
        | (
            has_any(
                "rationale_codes",
                "learning_disability",
                "downs_syndrome",
                "autism",
                "age",
                "disability",
                "care_home",
                "mental_illness",
            )
            & ~CLINICAL_REASON
        )
    ),
    evidenced=known("safeguarding_considered"),
    met=yes("safeguarding_considered"),
    part=Elsewhere.SIGNATURE,
    remedy="Consider safeguarding, an incident report and the duty of candour; record what was decided.",
    confirm=True,
)

RULES = (DIS_01, DIS_02, DIS_03, DIS_04, DIS_05)
