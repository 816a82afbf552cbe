"""IND-12 to IND-15: best interests, advance decisions and attorneys, as the Mental Capacity Act 2005 has them.

What binds is kept narrow (design/clinical-decisions.md, What binds): a valid and applicable ADRT, or the refusal of an
attorney under a registered power that gives authority over life-sustaining treatment. A deputy's refusal never does.
"""

from __future__ import annotations

from accord.domain.expressions import any_no, equals, known, no, one_of, settled, yes
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Rule, Severity
from accord.soundness.rules.terms import LIMITS_CPR, RECOMMENDS, RUNNING, SIGNING, UNABLE

IND_12 = Rule(
    id="IND-12",
    expects="a best-interests decision about life-sustaining treatment is declared not to be motivated by a desire to"
    " bring about death",
    shows="the decision maker does not make that declaration",
    authority="the Mental Capacity Act 2005, section 4(5),",
    source="Mental Capacity Act 2005 s 4(5)",
    severity=Severity.LAW,
    checked_at=(SIGNING,),
    applies=LIMITS_CPR & UNABLE & equals("basis", "not_overall_benefit"),
    evidenced=known("not_motivated_by_death"),
    met=yes("not_motivated_by_death"),
    part=PartName.BEST_INTERESTS,
    remedy="Answer the question in the best-interests record.",
)

_ALWAYS_NEEDED = ("adrt_adult", "adrt_had_capacity", "adrt_specific")
_FOR_LIFE = ("adrt_written", "adrt_signed", "adrt_witnessed", "adrt_even_if_life_at_risk")
_ORAL_MAY_DO = no("adrt_life_sustaining") & ~equals("basis", "adrt")

IND_13 = Rule(
    id="IND-13",
    expects="a refusal relied on as an advance decision was made at 18 or over, with capacity, of a named treatment,"
    " and, for life-sustaining treatment, is written, signed, witnessed and says that it applies even if life is at"
    " risk",
    shows="the refusal relied on as an advance decision lacks something that it needs to be one; it remains the"
    " person's recorded wish",
    authority="the Mental Capacity Act 2005, sections 24 and 25,",
    source="Mental Capacity Act 2005 ss 24 and 25; SCCI1580 glossary. Writing, signature and witness are needed for"
    " life-sustaining treatment only",
    severity=Severity.LAW,
    checked_at=(SIGNING,),
    applies=equals("basis", "adrt") | equals("adrt", "present_valid"),
    evidenced=(_ORAL_MAY_DO & settled(*_ALWAYS_NEEDED)) | (~_ORAL_MAY_DO & settled(*_ALWAYS_NEEDED, *_FOR_LIFE)),
    met=yes(*_ALWAYS_NEEDED) & (_ORAL_MAY_DO | yes(*_FOR_LIFE)),
    part=PartName.LEGAL,
    remedy="Complete what is known of the advance decision, or choose another kind of reason.",
)

IND_14 = Rule(
    id="IND-14",
    expects="a valid advance decision that refuses CPR is followed, unless a later power of attorney covers the matter",
    shows="a valid advance decision refuses CPR, and the plan recommends otherwise",
    authority="the Mental Capacity Act 2005, sections 25 and 26,",
    source="Mental Capacity Act 2005 ss 25 and 26; SCCI1580. An advance decision made between a power's signing and its"
    " registration is shown as a conflict and not computed; whether it applies is judged at the time",
    severity=Severity.LAW,
    checked_at=(SIGNING, RUNNING),
    applies=equals("adrt", "present_valid") & yes("adrt_refuses_cpr") & ~equals("adrt_lpa_order", "lpa_later_covers"),
    evidenced=~equals("adrt_lpa_order", "between_signing_and_registration")
    & (equals("cpr", "not_for_cpr") | (RECOMMENDS & ~equals("adrt_circumstances", "specified"))),
    met=equals("cpr", "not_for_cpr"),
    part=PartName.LEGAL,
    remedy="Read the advance decision with the recommendation; if the person has withdrawn it, record that.",
)

_AS_ONE = one_of("attorneys_act", "jointly", "jointly_for_some")
_NO_POWER = (
    one_of("refusing_proxy", "deputy", "other")
    | equals("lpa_kind", "property_and_affairs")
    | any_no("lpa_registered", "lpa_life_sustaining")
    | (_AS_ONE & no("all_attorneys_refuse"))
    | equals("capacity", "has")
)
_POWER = (
    equals("refusing_proxy", "attorney")
    & equals("lpa_kind", "health_and_welfare")
    & yes("lpa_registered", "lpa_life_sustaining")
    & (one_of("attorneys_act", "alone", "jointly_and_severally") | yes("all_attorneys_refuse"))
)

IND_15 = Rule(
    id="IND-15",
    expects="a refusal made for the person comes from an attorney under a registered health and welfare power that"
    " gives authority over life-sustaining treatment; joint attorneys all refuse",
    shows="the refusal relied on comes from somebody without that power; it is a view to be considered",
    authority="the Mental Capacity Act 2005, section 11,",
    source="Mental Capacity Act 2005 ss 9 to 11 and 20(5); SCCI1580 keeps the two kinds of power apart. A deputy may"
    " not refuse life-sustaining treatment",
    severity=Severity.LAW,
    checked_at=(SIGNING,),
    applies=LIMITS_CPR & equals("basis", "attorney_refusal"),
    evidenced=_POWER | _NO_POWER,
    met=_POWER & ~_NO_POWER,
    part=PartName.LEGAL,
    remedy="Record the power, its registration and its authority, or choose another kind of reason.",
    confirm=True,
)

RULES = (IND_12, IND_13, IND_14, IND_15)
