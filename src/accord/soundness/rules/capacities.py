"""CAP-01 to CAP-07: capacity is assumed, tested for this decision, and never inferred."""

from __future__ import annotations

from accord.domain.expressions import (
    dated,
    equals,
    known,
    no,
    not_after,
    one_of,
    settled,
    some,
    yes,
)
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Rule, Severity
from accord.soundness.rules.terms import (
    ASSESSED_UNABLE,
    AUDIT,
    LIMITS_ANYTHING,
    LIMITS_CPR,
    RECOMMENDS,
    RUNNING,
    SIGNING,
    STATISTICS,
    UNABLE,
    UNDER_16,
    URGENT,
    comparable_in_time,
    recorded_in_time,
)

_ABILITIES = ("can_understand", "can_retain", "can_weigh", "can_communicate")
_FAILS = some(no(ability) for ability in _ABILITIES)
_UNABLE_ADULT = (LIMITS_ANYTHING | RECOMMENDS) & ASSESSED_UNABLE & ~UNDER_16

CAP_01 = Rule(
    id="CAP-01",
    expects="capacity was assumed unless it was assessed for this decision, before it was recorded",
    shows="the assessment of capacity is not about this decision, or came after it was recorded",
    authority="the Mental Capacity Act 2005, sections 1 to 3,",
    source="Mental Capacity Act 2005 ss 1 to 3; SCCI1580 glossary",
    severity=Severity.LAW,
    checked_at=(SIGNING,),
    applies=_UNABLE_ADULT,
    evidenced=no("capacity_decision_specific")
    | (known("capacity_decision_specific") & comparable_in_time("capacity_assessed_at")),
    met=yes("capacity_decision_specific") & recorded_in_time("capacity_assessed_at"),
    part=PartName.CAPACITY,
    remedy="Record when capacity was assessed, and for which decision.",
)

CAP_02 = Rule(
    id="CAP-02",
    expects="where capacity is lacking, it is written which ability fails, and then what impairment causes that",
    shows="capacity is recorded as lacking, and no ability fails, or what fails is not caused by an impairment, or no"
    " test was made",
    authority="the Mental Capacity Act 2005, sections 2 and 3,",
    source="Mental Capacity Act 2005 ss 2 and 3; A Local Authority v JB [2021] UKSC 52: function first, then cause",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=(LIMITS_ANYTHING | RECOMMENDS) & equals("capacity", "lacks") & ~UNDER_16,
    evidenced=known("capacity_test_recorded") | yes(*_ABILITIES) | no("capacity_causal_link"),
    met=yes("capacity_test_recorded") & ~yes(*_ABILITIES) & ~no("capacity_causal_link"),
    part=PartName.CAPACITY,
    remedy="Complete the four abilities, the impairment and the link between them.",
    confirm=True,
)

CAP_03 = Rule(
    id="CAP-03",
    expects="lack of capacity is not inferred from age, appearance or a diagnosis",
    shows="age or a diagnosis is given as the way in which capacity is lacking, and no ability is recorded as failing",
    authority="the Mental Capacity Act 2005, section 2(3),",
    source="Mental Capacity Act 2005 s 2(3)",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=_UNABLE_ADULT,
    evidenced=yes("capacity_reason_recorded") | _FAILS,
    met=_FAILS | ~known("capacity_text_codes"),
    part=PartName.CAPACITY,
    remedy="Write what the person could not understand, retain, weigh or communicate, and the evidence.",
    confirm=True,
)

_WEIGHED = ("person_values", "may_regain_capacity")

CAP_04 = Rule(
    id="CAP-04",
    expects="the best-interests record holds the person's wishes, feelings, beliefs and values, their written"
    " statements, and whether capacity may return",
    shows="the person's values, their written statements or whether capacity may return were not considered",
    authority="the Mental Capacity Act 2005, section 4,",
    source="Mental Capacity Act 2005 s 4(3) and (6); Code of Practice 5.13",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_ANYTHING & UNABLE & ~UNDER_16,
    evidenced=settled(*_WEIGHED) | no("written_wishes_considered"),
    met=yes(*_WEIGHED) & ~no("written_wishes_considered"),
    part=PartName.BEST_INTERESTS,
    remedy="Write what the person would want, any written statement, and whether capacity may return.",
)

_NOBODY = yes("nobody_to_consult") | (
    one_of("consultee", "none", "paid_carer", "imca") & ~yes("not_consulted_explained") & ~no("nobody_to_consult")
)

CAP_05 = Rule(
    id="CAP-05",
    expects="where nobody appropriate can be consulted (paid carers do not count) and it is not urgent, an Independent"
    " Mental Capacity Advocate is instructed before a decision on overall benefit",
    shows="nobody appropriate could be consulted, it was not urgent, and no advocate was instructed",
    authority="the Mental Capacity Act 2005, section 37,",
    source="Mental Capacity Act 2005 s 37 (serious medical treatment)",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_CPR & UNABLE & ~UNDER_16 & ~URGENT & equals("basis", "not_overall_benefit") & _NOBODY,
    evidenced=known("imca_instructed") | equals("consultee", "imca"),
    met=yes("imca_instructed") | equals("consultee", "imca"),
    part=PartName.BEST_INTERESTS,
    remedy="Instruct an IMCA; if it cannot wait, say that it is urgent and decide first.",
    confirm=True,
)

CAP_06 = Rule(
    id="CAP-06",
    expects="when capacity is regained or changes, the decision is looked at again with the person",
    shows="capacity has changed since the decision, and it has not been looked at again",
    authority="professional guidance",
    source="Mental Capacity Act 2005 s 4(3); audit standard for capacity that may return",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING,),
    applies=RECOMMENDS & equals("status", "active") & dated("capacity_changed_at"),
    evidenced=dated("last_reviewed_at") | dated("as_at"),
    met=not_after("capacity_changed_at", "last_reviewed_at"),
    part=PartName.REVIEW,
    remedy="Review the decision with the person.",
)

CAP_07 = Rule(
    id="CAP-07",
    expects="it is recorded whether the person has capacity for this decision",
    shows="capacity is not recorded",
    authority="professional guidance",
    source="Hawkes 2022: capacity was not recorded on 95 of 706 ReSPECT forms (13%)",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING, STATISTICS),
    applies=(LIMITS_ANYTHING | RECOMMENDS) & ~UNDER_16,
    evidenced=known("capacity"),
    met=known("capacity"),
    part=PartName.CAPACITY,
    remedy="Record the answer; where there is no reason for doubt, the person has capacity.",
)

RULES = (CAP_01, CAP_02, CAP_03, CAP_04, CAP_05, CAP_06, CAP_07)
