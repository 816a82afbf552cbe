"""INV-01 to INV-07: the person is involved, and those close to somebody who cannot decide are consulted."""

from __future__ import annotations

from accord.domain.expressions import (
    at_least,
    dated,
    equals,
    has_any,
    known,
    no,
    one_of,
    within_days,
    yes,
)
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Rule, Severity
from accord.soundness.rules.terms import (
    ABLE,
    AUDIT,
    CONSULTED,
    EXCEPTION,
    LIMITS_ANYTHING,
    LIMITS_CPR,
    RUNNING,
    SIGNING,
    TOOK_PART,
    UNABLE,
    UNDER_16,
    URGENT,
    comparable_in_time,
    recorded_in_time,
)

INV_01 = Rule(
    id="INV-01",
    expects="the person was involved in the decision, or told of it, before or when it was recorded",
    shows="the person was not told of the decision, or was told only after it was recorded",
    authority="Tracey v Cambridge [2014]",
    source="R (Tracey) v Cambridge University Hospitals [2014] EWCA Civ 822 (Article 8); BMA, RCUK and RCN 2016",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_CPR & ABLE & (TOOK_PART | ~EXCEPTION),
    evidenced=equals("person_involved", "no") | (TOOK_PART & comparable_in_time("person_involved_at")),
    met=TOOK_PART & recorded_in_time("person_involved_at"),
    part=PartName.CONVERSATIONS,
    remedy="Record the conversation with the person and when it took place, or the reason why there was none.",
    confirm=True,
)

INV_02 = Rule(
    id="INV-02",
    expects="a person who could decide is left out only where involving them was likely to cause physical or"
    " psychological harm, where they declined, or where an emergency made it impracticable",
    shows="the reason given for not involving the person is none of likely harm, their own choice, or an emergency",
    authority="Tracey v Cambridge [2014]",
    source="R (Tracey) v Cambridge University Hospitals [2014] EWCA Civ 822, about paragraphs 53 to 55: distress alone"
    " is not enough, and that CPR would be futile is not a reason",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_CPR & ABLE & ~TOOK_PART & known("not_involved_reason"),
    evidenced=one_of("not_involved_reason", "lacks_capacity", "distress", "other") | yes("not_involved_explained"),
    met=EXCEPTION
    & ~(
        equals("not_involved_reason", "harm")
        & has_any("exception_text_codes", "distress", "futile")
        & ~has_any("exception_text_codes", "harm")
    ),
    part=PartName.INVOLVEMENT,
    remedy="Tell the person, or write in what way involving them would be likely to harm them.",
    confirm=True,
)

INV_03 = Rule(
    id="INV-03",
    expects="a person who did not wish to talk about it was offered the chance, and chose who may be told",
    shows="no offer of a conversation was made to the person who is said to have declined",
    authority="GMC guidance",
    source="GMC, Treatment and care towards the end of life, paragraph 135",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_CPR & ABLE & equals("not_involved_reason", "declined"),
    evidenced=no("discussion_offered") | (known("discussion_offered") & known("sharing_consent")),
    met=yes("discussion_offered"),
    part=PartName.CONVERSATIONS,
    remedy="Record the offer that was declined, and what the person chose about who may be told.",
)

INV_04 = Rule(
    id="INV-04",
    expects="those close to the person, and anyone with authority to decide for them, were consulted before the"
    " decision where that was practicable and appropriate",
    shows="nobody was consulted before the decision was recorded, and no reason is written",
    authority="the Mental Capacity Act 2005, section 4(7),",
    source="Mental Capacity Act 2005 s 4(7); Winspear v City Hospitals Sunderland [2015] EWHC 3250 (QB)",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_ANYTHING & UNABLE & ~UNDER_16 & ~(URGENT & ~CONSULTED),
    evidenced=equals("consultee", "none")
    | (CONSULTED & comparable_in_time("consulted_at"))
    | yes("nobody_to_consult")
    | yes("not_consulted_explained"),
    met=yes("nobody_to_consult")
    | yes("not_consulted_explained")
    | (CONSULTED & recorded_in_time("consulted_at") & ~no("named_consultee_consulted")),
    part=PartName.BEST_INTERESTS,
    remedy="Record who was consulted and when, or why it was not practicable or appropriate.",
    confirm=True,
)

INV_05 = Rule(
    id="INV-05",
    expects="where nobody could be consulted, it is written who was tried, when and how",
    shows="nobody was tried, or the hour or convenience is given as the reason",
    authority="Winspear v Sunderland [2015]",
    source="Winspear v City Hospitals Sunderland [2015] EWHC 3250 (QB): a mother was not telephoned overnight",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_ANYTHING
    & UNABLE
    & ~UNDER_16
    & ~URGENT
    & ~CONSULTED
    & ~yes("nobody_to_consult")
    & (yes("not_consulted_explained") | known("consultee_attempts")),
    evidenced=known("consultee_attempts") | has_any("not_consulted_text_codes", "convenience"),
    met=at_least("consultee_attempts", 1) & ~no("attempts_detailed"),
    part=PartName.INVOLVEMENT,
    remedy="Record each attempt: who was tried, when and how.",
    confirm=True,
)

INV_06 = Rule(
    id="INV-06",
    expects="after an urgent decision those close to the person were consulted at the earliest practicable time,"
    " taken here as within a day",
    shows="more than a day passed after an urgent decision before anyone was consulted",
    authority="BMA, RCUK and RCN guidance",
    source="BMA, RCUK and RCN, Decisions relating to CPR, 2016",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING, AUDIT),
    applies=LIMITS_ANYTHING & UNABLE & ~UNDER_16 & URGENT & ~yes("nobody_to_consult"),
    evidenced=dated("decided_at")
    & ((CONSULTED & dated("consulted_at")) | (dated("as_at") & ~within_days("decided_at", "as_at", 1))),
    met=CONSULTED & within_days("decided_at", "consulted_at", 1),
    part=PartName.BEST_INTERESTS,
    remedy="Consult those close to the person now, and record it.",
    confirm=True,
)

INV_07 = Rule(
    id="INV-07",
    expects="a person who lacks capacity was still helped to take part",
    shows="the person was not helped to take part",
    authority="the Mental Capacity Act 2005, section 4(4),",
    source="Mental Capacity Act 2005 s 4(4)",
    severity=Severity.LAW,
    checked_at=(AUDIT,),
    applies=LIMITS_ANYTHING & UNABLE & ~UNDER_16,
    evidenced=known("participation_encouraged"),
    met=yes("participation_encouraged"),
    part=PartName.BEST_INTERESTS,
    remedy="Write how the person was helped to take part, and what helped.",
)

INV_08 = Rule(
    id="INV-08",
    expects="the adjustments or the interpreter that the person needs were used in the conversation",
    shows="a need is recorded, and the conversation was held without the adjustment or interpreter",
    authority="the Equality Act 2010",
    source="Equality Act 2010 ss 20, 21 and 29; CQC review recommendation R02; Accessible Information Standard",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_ANYTHING & (yes("communication_need") | yes("interpreter_needed")),
    evidenced=(yes("communication_need") & no("adjustment_made"))
    | (yes("interpreter_needed") & no("interpreter_used"))
    | (
        (~yes("communication_need") | known("adjustment_made"))
        & (~yes("interpreter_needed") | known("interpreter_used"))
    ),
    met=(~yes("communication_need") | yes("adjustment_made")) & (~yes("interpreter_needed") | yes("interpreter_used")),
    part=PartName.CONVERSATIONS,
    remedy="Record the adjustments and the interpreter in the conversation, or talk again with them.",
    confirm=True,
)

RULES = (INV_01, INV_02, INV_03, INV_04, INV_05, INV_06, INV_07, INV_08)
