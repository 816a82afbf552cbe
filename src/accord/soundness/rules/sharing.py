"""SHR-01 to SHR-06: those who need to know can know, the person first, and every look leaves a trace."""

from __future__ import annotations

from accord.domain.expressions import ALWAYS, at_most, dated, equals, known, one_of, settled, within_days, yes
from accord.domain.plan.parts import PartName
from accord.soundness.expectations import Elsewhere, Rule, Severity
from accord.soundness.rules.terms import AUDIT, RECOMMENDS, RUNNING, SIGNING, STATISTICS

_MAY_BE_SHARED = ~one_of("sharing_consent", "refused", "withdrawn")

SHR_01 = Rule(
    id="SHR-01",
    expects="everybody involved has been told: the person, the GP, the ambulance service, the care home, out-of-hours",
    shows="somebody who was to be told has not acknowledged it",
    authority="professional guidance",
    source="BMA, RCUK and RCN 2016; SCCI1580 requirement 5",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING, STATISTICS),
    applies=RECOMMENDS & equals("status", "active") & _MAY_BE_SHARED,
    evidenced=known("recipients_outstanding"),
    met=at_most("recipients_outstanding", 0),
    part=PartName.DISTRIBUTION,
    remedy="Tell those who have not acknowledged it.",
)

_DISCHARGE = ("discharge_letter_states_decision", "told_whether_still_valid")

SHR_02 = Rule(
    id="SHR-02",
    expects="at discharge the letter states the decision, and the person is told whether it still holds",
    shows="the discharge letter does not state the decision, or the person was not told whether it still holds",
    authority="professional guidance",
    source="Treatment escalation plan leaflet",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING,),
    applies=RECOMMENDS & dated("discharged_at"),
    evidenced=settled(*_DISCHARGE),
    met=yes(*_DISCHARGE),
    part=PartName.DISTRIBUTION,
    remedy="Tell the person and the GP whether the decision still holds.",
)

SHR_03 = Rule(
    id="SHR-03",
    expects="a change can be seen by others in good time, taken here as within a day",
    shows="others could not see it within a day",
    authority="SCCI1580",
    source="SCCI1580 requirement 15: local timescale",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING, STATISTICS),
    applies=RECOMMENDS & _MAY_BE_SHARED,
    evidenced=(dated("signed_at") | dated("recorded_at"))
    & (
        dated("shared_at")
        | (dated("as_at") & ~within_days("signed_at", "as_at", 1) & ~within_days("recorded_at", "as_at", 1))
    ),
    met=within_days("signed_at", "shared_at", 1) | within_days("recorded_at", "shared_at", 1),
    part=PartName.DISTRIBUTION,
    remedy="See why it has not been shared; an unverified NHS number is the usual reason.",
)

SHR_04 = Rule(
    id="SHR-04",
    expects="it is recorded whether the plan may be shared",
    shows="whether the plan may be shared is not recorded",
    authority="SCCI1580",
    source="SCCI1580 item 1 (mandatory); CQC, the leadership page of its review",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=ALWAYS,
    evidenced=known("sharing_consent"),
    met=known("sharing_consent"),
    part=PartName.SHARING,
    remedy="Ask the person, and record the answer.",
)

SHR_05 = Rule(
    id="SHR-05",
    expects="where the decision is kept from the person, it is written on which of two grounds (harm from being"
    " involved, or the serious-harm test for access to records), why, and until when",
    shows="the decision is kept from the person, and why or until when is not written",
    authority="data protection law",
    source="Data protection law (serious-harm test for access to records); R (Tracey) v Cambridge [2014] EWCA Civ 822."
    " The two grounds are never merged",
    severity=Severity.LAW,
    checked_at=(SIGNING, AUDIT),
    applies=one_of("withheld_from_person", "harm_of_involvement", "serious_harm_test"),
    evidenced=known("withheld_explained"),
    met=yes("withheld_explained") & dated("withheld_until"),
    part=PartName.SHARING,
    remedy="Write the reason and the date until which it is kept from the person.",
    confirm=True,
)

SHR_06 = Rule(
    id="SHR-06",
    expects="every look at the plan and every change to it leaves a trace",
    shows="the plan is kept where looks or changes leave no trace",
    authority="SCCI1580",
    source="SCCI1580 requirement 13",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING,),
    applies=RECOMMENDS,
    evidenced=known("reads_logged"),
    met=yes("reads_logged"),
    part=Elsewhere.SIGNATURE,
    remedy="Nothing to do here: this record always keeps one.",
)

RULES = (SHR_01, SHR_02, SHR_03, SHR_04, SHR_05, SHR_06)
