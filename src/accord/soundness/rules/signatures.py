"""SIG-01 to SIG-05: who made the decision and signed it, and for whom. None of these stops emergency care."""

from __future__ import annotations

from accord.domain.expressions import (
    any_no,
    dated,
    equals,
    known,
    no,
    not_after,
    one_of,
    timed,
    within_days,
    yes,
)
from accord.soundness.expectations import Elsewhere, Rule, Severity
from accord.soundness.rules.terms import AUDIT, LIMITS_CPR, RECOMMENDS, RUNNING, SIGNING, STATISTICS

LAPSED = any_no("signer_training_current", "signer_role_current", "signer_registration_current")
"""Something of the signer's had run out as they signed; it never blocks, and asks for an endorsement."""

SIG_01 = Rule(
    id="SIG-01",
    expects="the decision is owned by the most senior clinician responsible: a consultant, a GP, or a suitably"
    " experienced and competent nurse",
    shows="the signer is not the senior responsible clinician; a senior endorsement is due",
    authority="professional guidance",
    source="CQC interim report 2020; SCCI1580 requirement 22",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=RECOMMENDS,
    evidenced=known("senior_responsible"),
    met=yes("senior_responsible"),
    part=Elsewhere.SIGNATURE,
    remedy="Sign, and ask the senior responsible clinician to endorse it.",
)

SIG_02 = Rule(
    id="SIG-02",
    expects="a decision recorded by another clinician, or by one whose training had lapsed, is endorsed by a senior one"
    " within the local limit, or where none is set within three days",
    shows="the senior endorsement came after its limit, or is overdue",
    authority="the Sheffield audit standard",
    source="Sheffield audit standard (BMJ Supportive and Palliative Care 12, Suppl 2, A34): by the end of the next"
    " working day, for example",
    severity=Severity.GUIDANCE,
    checked_at=(RUNNING, AUDIT, STATISTICS),
    applies=(RECOMMENDS & no("senior_responsible")) | (LIMITS_CPR & LAPSED),
    evidenced=dated("endorsed_at")
    | (dated("endorsement_due_at", "as_at") & ~not_after("as_at", "endorsement_due_at"))
    | (~dated("endorsement_due_at") & dated("decided_at", "as_at") & ~within_days("decided_at", "as_at", 3)),
    met=not_after("endorsed_at", "endorsement_due_at")
    | (~dated("endorsement_due_at") & within_days("decided_at", "endorsed_at", 3)),
    part=Elsewhere.SIGNATURE,
    remedy="Ask a senior clinician to endorse it; until then it stands, and shows that endorsement is due.",
)

SIG_03 = Rule(
    id="SIG-03",
    expects="the signature has a name, a registration number, a grade, a date and a time",
    shows="the signature lacks a name, a registration number, a grade or a time",
    authority="professional guidance on records",
    source="GMC guidance on record-keeping; SCCI1580 requirement 18",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=RECOMMENDS,
    evidenced=any_no("signer_named", "signer_registered")
    | (known("signer_named", "signer_registered", "signer_role") & (dated("signed_at") | dated("decided_at"))),
    met=yes("signer_named", "signer_registered") & known("signer_role") & (timed("signed_at") | timed("decided_at")),
    part=Elsewhere.SIGNATURE,
    remedy="Complete your own entry in the staff directory.",
    confirm=True,
)

_IDENTIFIERS = ("name_recorded", "date_of_birth_recorded", "address_recorded")

SIG_04 = Rule(
    id="SIG-04",
    expects="the person's name, date of birth, address and a verified NHS number are recorded, since a crew that cannot"
    " tell whose plan it is will start CPR",
    shows="the person's name, date of birth, address or NHS number is missing",
    authority="SCCI1580",
    source="SCCI1580; CQC, the leadership page of its review; ambulance practice on DNACPR",
    severity=Severity.GUIDANCE,
    checked_at=(SIGNING,),
    applies=RECOMMENDS,
    evidenced=any_no(*_IDENTIFIERS)
    | equals("nhs_number_status", "absent")
    | (known(*_IDENTIFIERS) & equals("nhs_number_status", "verified")),
    met=yes(*_IDENTIFIERS) & equals("nhs_number_status", "verified"),
    part=Elsewhere.PERSON,
    remedy="Complete or verify them. An unverified number can be signed for and printed, and is shared once verified.",
)

SIG_05 = Rule(
    id="SIG-05",
    expects="the author is a registered and competent clinician, whoever employs them",
    shows="the author is not on a professional register, or their training, role or check of registration had lapsed or"
    " is not recorded; a senior endorsement is due",
    authority="the CQC's interim report (2020)",
    source="CQC interim report 2020; the Sussex case (Amnesty). A registered nurse in a care home may sign",
    severity=Severity.LAW,
    checked_at=(SIGNING, STATISTICS),
    applies=LIMITS_CPR,
    evidenced=known("signer_registered") | one_of("signer_role", "care_staff", "admin") | LAPSED,
    met=yes("signer_registered") & ~one_of("signer_role", "care_staff", "admin") & ~LAPSED,
    part=Elsewhere.SIGNATURE,
    remedy="Ask a registered clinician to sign; in an emergency say why, and a senior endorsement is due.",
)

RULES = (SIG_01, SIG_02, SIG_03, SIG_04, SIG_05)
