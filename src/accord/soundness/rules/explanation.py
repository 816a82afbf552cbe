"""INV-09 to INV-14: what was said is written, explained, and never forced or taken for a consent it is not."""

from __future__ import annotations

from accord.domain.expressions import equals, has_any, known, no, yes
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Rule, Severity
from accord.soundness.rules.terms import (
    AUDIT,
    CONSULTED,
    EXCEPTION,
    LIMITS_CPR,
    RATIONALE,
    RECOMMENDS,
    SIGNING,
    STATISTICS,
    TOOK_PART,
    UNABLE,
)

INV_09 = Rule(
    id="INV-09",
    expects="the conversation that led to the decision is written down: with whom, when, where, what was said and how"
    " it was understood",
    shows="the conversation is not written down, or where it was held or what was understood is left out",
    authority="professional guidance on records",
    source="BMA, RCUK and RCN 2016; GMC, Treatment and care towards the end of life, paragraphs 143 to 145; CQC"
    " Regulation 17(2)(c)",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING, AUDIT),
    applies=RECOMMENDS,
    evidenced=known("conversation_summary"),
    met=yes("conversation_summary") & ~no("conversation_place") & ~no("conversation_understood"),
    part=PartName.CONVERSATIONS,
    remedy="Write what was said, where, and what the person understood.",
    confirm=True,
)

INV_10 = Rule(
    id="INV-10",
    expects="a conversation that the person declined was offered and not pressed on them",
    shows="a conversation about CPR was held after the person declined one, and nothing says that they asked for it",
    authority="GMC guidance",
    source="GMC, Treatment and care towards the end of life, paragraph 137",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=equals("not_involved_reason", "declined") | known("asked_again_after_declining"),
    evidenced=known("asked_again_after_declining"),
    met=no("asked_again_after_declining"),
    part=PartName.CONVERSATIONS,
    remedy="Record the offer that the person declined; write if they asked to talk after all.",
)

INV_11 = Rule(
    id="INV-11",
    expects="those consulted were told that they advise, and do not decide unless they have the power to",
    shows="those consulted were not told that they advise",
    authority="GMC guidance",
    source="GMC, Treatment and care towards the end of life, paragraph 140",
    severity=Severity.GUIDANCE,
    checked_at=(AUDIT,),
    applies=LIMITS_CPR & CONSULTED & ~equals("consultee", "attorney"),
    evidenced=known("consultee_told_they_advise"),
    met=yes("consultee_told_they_advise"),
    part=PartName.CONVERSATIONS,
    remedy="Say to those consulted that they advise and that the decision is not theirs to carry; record it.",
)

_ATTORNEY_DECIDES = equals("consultee", "attorney") | equals("basis", "attorney_refusal")

INV_12 = Rule(
    id="INV-12",
    expects="the agreement of relatives is not written as a consent that they have no power to give",
    shows="the reason speaks of the consent or agreement of relatives, and no power to give one is recorded",
    authority="the Mental Capacity Act 2005",
    source="Mental Capacity Act 2005; GMC, Treatment and care towards the end of life, paragraph 140",
    severity=Severity.LAW,
    checked_at=(SIGNING,),
    applies=LIMITS_CPR
    & RATIONALE
    & ~(UNABLE & (equals("consultee", "attorney") | equals("basis", "attorney_refusal"))),
    evidenced=RATIONALE,
    met=~has_any("rationale_codes", "family_consent"),
    part=PartName.CPR,
    remedy="Write what those close to the person said as their view, and the reason for the decision as yours.",
    confirm=True,
)

INV_13 = Rule(
    id="INV-13",
    expects="where CPR would not work, that was still explained to the person, or to those close to a person who"
    " cannot take part; no consent is needed",
    shows="nobody was told that CPR would not work",
    authority="Tracey v Cambridge [2014]",
    source="R (Tracey) v Cambridge University Hospitals [2014] EWCA Civ 822; BMA, RCUK and RCN 2016. Older GMC text"
    " (paragraph 134) asks less; Tracey goes further",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=LIMITS_CPR & equals("basis", "not_successful") & ~(~TOOK_PART & EXCEPTION) & ~yes("nobody_to_consult"),
    evidenced=known("person_involved") | (UNABLE & CONSULTED),
    met=TOOK_PART | (UNABLE & CONSULTED),
    part=PartName.CONVERSATIONS,
    remedy="Explain it, and record the conversation.",
    confirm=True,
)

INV_14 = Rule(
    id="INV-14",
    expects="the person was given information in a form that they can keep and use",
    shows="no information was given that the person can keep",
    authority="good practice (NHS.uk on DNACPR; Healthcare Inspectorate Wales)",
    source="NHS.uk, Do not attempt CPR decisions; Healthcare Inspectorate Wales: three quarters had none",
    severity=Severity.GOOD_PRACTICE,
    checked_at=(AUDIT, STATISTICS),
    applies=LIMITS_CPR & (TOOK_PART | CONSULTED),
    evidenced=known("information_given"),
    met=yes("information_given"),
    part=PartName.INVOLVEMENT,
    remedy="Give a leaflet or a copy in the person's own format and language, and record it.",
)

RULES = (INV_09, INV_10, INV_11, INV_12, INV_13, INV_14)
