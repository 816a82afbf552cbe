"""REV-01 to REV-05: a decision is looked at again. A review that is overdue never changes what is current."""

from __future__ import annotations

from accord.domain.expressions import dated, equals, known, no, not_after, one_of, within_days, yes
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Rule, Severity
from accord.soundness.rules.terms import AUDIT, LIMITS_CPR, RECOMMENDS, RUNNING, SIGNING, STATISTICS

REV_01 = Rule(
    id="REV-01",
    expects="the decision has a review date, or is said to be indefinite and why",
    shows="there is neither a review date nor a reason for an indefinite decision",
    authority="BMA, RCUK and RCN guidance",
    source="BMA, RCUK and RCN 2016; Sheffield audit: 57% had a time for review",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING, STATISTICS),
    applies=RECOMMENDS,
    evidenced=equals("review_rule", "none")
    | (equals("review_rule", "dated") & dated("review_due"))
    | (equals("review_rule", "indefinite") & known("indefinite_reason")),
    met=(equals("review_rule", "dated") & dated("review_due"))
    | (equals("review_rule", "indefinite") & yes("indefinite_reason")),
    part=PartName.REVIEW,
    remedy="Set a date, or write why the decision is indefinite.",
    confirm=True,
)

_THREE_MONTHS = 92

REV_02 = Rule(
    id="REV-02",
    expects="a plan on the palliative care register is reviewed within three months; a stable, indefinite decision need"
    " not be",
    shows="the review date lies more than three months after the plan was made or last reviewed",
    authority="good practice (SCCI1580)",
    source="SCCI1580 requirement 19",
    severity=Severity.GOOD_PRACTICE,
    checked_at=(RUNNING,),
    applies=RECOMMENDS & equals("review_rule", "dated") & yes("palliative_register"),
    evidenced=dated("review_due") & (dated("last_reviewed_at") | dated("signed_at") | dated("recorded_at")),
    met=within_days("last_reviewed_at", "review_due", _THREE_MONTHS)
    | within_days("signed_at", "review_due", _THREE_MONTHS)
    | within_days("recorded_at", "review_due", _THREE_MONTHS),
    part=PartName.REVIEW,
    remedy="Bring the review date forward.",
)

_A_WEEK = 7

REV_03 = Rule(
    id="REV-03",
    expects="the decision is looked at again when the person moves, when their condition changes, or when they or their"
    " family ask",
    shows="more than a week has passed since a move, a change or a request, and the decision has not been reviewed",
    authority="BMA, RCUK and RCN guidance",
    source="BMA, RCUK and RCN 2016; CQC, the leadership page of its review; treatment escalation plan leaflet",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING, AUDIT, STATISTICS),
    applies=RECOMMENDS & one_of("status", "active", "suspended") & dated("review_trigger_at"),
    evidenced=not_after("review_trigger_at", "last_reviewed_at")
    | (dated("as_at") & ~within_days("review_trigger_at", "as_at", _A_WEEK)),
    met=not_after("review_trigger_at", "last_reviewed_at"),
    part=PartName.REVIEW,
    remedy="Review the decision where the person is now.",
    confirm=True,
)

REV_04 = Rule(
    id="REV-04",
    expects="the review is not overdue",
    shows="the review date has passed; the decision still stands",
    authority="CQC",
    source="CQC, the leadership page of its review: reviews were potentially being missed",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING, STATISTICS),
    applies=RECOMMENDS & one_of("status", "active", "suspended") & equals("review_rule", "dated"),
    evidenced=dated("review_due", "as_at"),
    met=not_after("as_at", "review_due", by_day=True),
    part=PartName.REVIEW,
    remedy="Review it now.",
)

REV_05 = Rule(
    id="REV-05",
    expects="a decision not to attempt CPR for a person with a learning disability has been reviewed for"
    " appropriateness",
    shows="a review found the decision inappropriate, and it is still in place",
    authority="NHS England (QOF 2020/21)",
    source="QOF 2020/21 quality improvement module; NHS England C0713",
    severity=Severity.GUIDANCE,
    checked_at=(AUDIT, STATISTICS),
    applies=LIMITS_CPR & (yes("learning_disability") | yes("downs_syndrome")),
    evidenced=dated("last_reviewed_at"),
    met=~(yes("found_inappropriate") & equals("status", "active")) | no("found_inappropriate"),
    part=PartName.REVIEW,
    remedy="Review the decision with the person.",
)

RULES = (REV_01, REV_02, REV_03, REV_04, REV_05)
