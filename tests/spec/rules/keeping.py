"""Specification of SIG, CON, REV, SHR and DIS rules."""

from __future__ import annotations

from tests.spec.rules.records import (
    MET,
    NOT_APPLICABLE,
    NOT_EVIDENCED,
    NOT_MET,
    Changes,
    Example,
    record,
)

JUNIOR: Changes = {
    "signer_role": "junior_doctor",
    "senior_responsible": "no",
    "endorsement_due_at": "2026-11-23T17:00",
}
LAPSED: Changes = {"signer_training_current": "no", "endorsement_due_at": "2026-11-23T17:00"}
CURRENT: Changes = {
    "signer_training_current": "yes",
    "signer_role_current": "yes",
    "signer_registration_current": "yes",
}
CHILD: Changes = {"age": 12}
LD: Changes = {"learning_disability": "yes"}
AT_DISCHARGE: Changes = {
    "discharged_at": "2026-11-24",
    "discharge_letter_states_decision": "yes",
}
HIDDEN: Changes = {"withheld_from_person": "serious_harm_test", "withheld_explained": "yes"}

EXAMPLES = (
    Example("SIG-01", MET, "the consultant", record()),
    Example("SIG-01", NOT_MET, "a resident doctor", record(JUNIOR)),
    Example("SIG-02", MET, "endorsed in time", record(JUNIOR, endorsed_at="2026-11-23T12:00")),
    Example("SIG-02", NOT_MET, "endorsed late", record(JUNIOR, endorsed_at="2026-11-24T12:00")),
    Example("SIG-02", NOT_MET, "overdue", record(JUNIOR, as_at="2026-11-24T12:00")),
    Example("SIG-02", NOT_EVIDENCED, "not yet due", record(JUNIOR)),
    Example("SIG-02", NOT_APPLICABLE, "signed by the senior", record()),
    Example("SIG-02", NOT_EVIDENCED, "the senior, whose training had lapsed: not yet due", record(LAPSED)),
    Example("SIG-02", NOT_MET, "the senior, whose training had lapsed", record(LAPSED, as_at="2026-11-24T12:00")),
    Example("SIG-02", MET, "the same, endorsed in time", record(LAPSED, endorsed_at="2026-11-23T12:00")),
    Example("SIG-02", NOT_APPLICABLE, "lapsed, and CPR not limited", record(LAPSED, cpr="for_cpr")),
    Example("SIG-03", MET, "complete", record()),
    Example("SIG-03", NOT_MET, "no registration", record(signer_registered="no")),
    Example("SIG-03", NOT_MET, "a date without a time", record(signed_at="2026-11-20", decided_at="2026-11-20")),
    Example("SIG-04", MET, "complete and verified", record()),
    Example("SIG-04", NOT_MET, "no address", record(address_recorded="no")),
    Example("SIG-04", NOT_EVIDENCED, "number not verified", record(nhs_number_status="unverified")),
    Example("SIG-05", MET, "a registered nurse in a care home", record(signer_role="nurse", site_type="nursing_home")),
    Example("SIG-05", NOT_MET, "care staff", record(signer_role="care_staff", signer_registered="no")),
    Example("SIG-05", NOT_MET, "the role had lapsed", record(signer_role_current="no")),
    Example("SIG-05", NOT_MET, "training had lapsed", record(LAPSED)),
    Example("SIG-05", NOT_MET, "the check of registration had lapsed", record(signer_registration_current="no")),
    Example("SIG-05", MET, "training is not kept here", record(signer_training_current=None)),
    Example("SIG-05", MET, "everything current", record(CURRENT)),
    Example("SIG-05", NOT_APPLICABLE, "lapsed, and CPR not limited", record(LAPSED, cpr="for_cpr")),
    Example("SIG-05", NOT_EVIDENCED, "not known", record(signer_registered=None)),
    Example("SIG-06", MET, "no other plan", record()),
    Example("SIG-06", NOT_MET, "another says otherwise", record(other_current_plans=1)),
    Example("SIG-07", MET, "copies agree", record(copies=2, copies_agree="yes")),
    Example("SIG-07", NOT_MET, "one is older", record(copies=2, copies_agree="no")),
    Example("SIG-08", MET, "shown as guidance", record()),
    Example("SIG-08", NOT_EVIDENCED, "from paper", record(guidance_statement=None)),
    Example("SIG-09", MET, "parents fully involved", record(CHILD, involvement_options="c3")),
    Example(
        "SIG-09", MET, "mature, and why no parent", record(CHILD, involvement_options="c1", involvement_reason="yes")
    ),
    Example("SIG-09", NOT_MET, "no reason", record(CHILD, involvement_options="c1", involvement_reason="no")),
    Example("SIG-09", NOT_EVIDENCED, "nothing ticked", record(CHILD, involvement_options=None)),
    Example("SIG-09", NOT_APPLICABLE, "an adult", record()),
    Example("CON-01", MET, "capacity and option A", record()),
    Example("CON-01", NOT_MET, "lacks capacity, with option A", record(capacity="lacks")),
    Example("CON-01", NOT_MET, "has capacity, with option B", record(involvement_options="b")),
    Example(
        "CON-01",
        MET,
        "a person who lacks capacity still takes part",
        record(capacity="lacks", involvement_options="b", person_involved="involved"),
    ),
    Example("CON-02", MET, "a child", record(CHILD, cpr="modified_cpr")),
    Example("CON-02", NOT_MET, "an adult: a warning", record(cpr="modified_cpr")),
    Example("REV-01", MET, "dated", record()),
    Example("REV-01", MET, "indefinite, and why", record(review_rule="indefinite", indefinite_reason="yes")),
    Example("REV-01", NOT_MET, "indefinite, and no reason", record(review_rule="indefinite", indefinite_reason="no")),
    Example("REV-01", NOT_MET, "no rule", record(review_rule="none")),
    Example("REV-01", NOT_EVIDENCED, "dated with no date", record(review_due=None)),
    Example("REV-02", MET, "within three months", record(palliative_register="yes")),
    Example("REV-02", NOT_MET, "in a year", record(palliative_register="yes", review_due="2027-11-01")),
    Example("REV-02", NOT_APPLICABLE, "indefinite", record(palliative_register="yes", review_rule="indefinite")),
    Example("REV-03", MET, "reviewed", record(review_trigger_at="2026-12-01", last_reviewed_at="2026-12-03")),
    Example("REV-03", NOT_MET, "weeks after a move", record(review_trigger_at="2026-12-01", as_at="2026-12-20")),
    Example("REV-03", NOT_EVIDENCED, "moved yesterday", record(review_trigger_at="2026-12-01", as_at="2026-12-02")),
    Example("REV-04", MET, "in date", record()),
    Example("REV-04", NOT_MET, "overdue", record(as_at="2027-02-02T09:00")),
    Example("REV-05", MET, "reviewed", record(LD, last_reviewed_at="2026-12-01")),
    Example(
        "REV-05",
        NOT_MET,
        "found inappropriate and still there",
        record(LD, last_reviewed_at="2026-12-01", found_inappropriate="yes"),
    ),
    Example("REV-05", NOT_EVIDENCED, "not reviewed", record(LD)),
    Example("SHR-01", MET, "all acknowledged", record()),
    Example("SHR-01", NOT_MET, "the GP has not", record(recipients_outstanding=1)),
    Example(
        "SHR-01", NOT_APPLICABLE, "the person objects", record(sharing_consent="refused", recipients_outstanding=1)
    ),
    Example("SHR-02", MET, "told at discharge", record(AT_DISCHARGE, told_whether_still_valid="yes")),
    Example("SHR-02", NOT_MET, "not told", record(AT_DISCHARGE, told_whether_still_valid="no")),
    Example("SHR-03", MET, "at once", record()),
    Example("SHR-03", NOT_MET, "days later", record(shared_at="2026-11-25")),
    Example("SHR-03", NOT_MET, "days later, not yet", record(shared_at=None, as_at="2026-11-25T09:00")),
    Example("SHR-03", NOT_EVIDENCED, "just signed", record(shared_at=None)),
    Example("SHR-04", MET, "an objection is an answer", record(sharing_consent="refused")),
    Example("SHR-04", NOT_EVIDENCED, "not asked", record(sharing_consent=None)),
    Example("SHR-05", MET, "why and until when", record(HIDDEN, withheld_until="2027-01-01")),
    Example("SHR-05", NOT_MET, "for ever", record(HIDDEN)),
    Example("SHR-05", NOT_EVIDENCED, "why is not recorded", record(HIDDEN, withheld_explained=None)),
    Example("SHR-06", MET, "logged", record()),
    Example("SHR-06", NOT_EVIDENCED, "kept elsewhere", record(reads_logged=None)),
    Example("DIS-01", MET, "offered", record(agreement="disagreed", second_opinion_offered="yes")),
    Example("DIS-01", NOT_MET, "not offered", record(agreement="disagreed", second_opinion_offered="no")),
    Example("DIS-01", NOT_APPLICABLE, "not discussed is no disagreement", record(agreement="not_discussed")),
    Example("DIS-02", MET, "advice sought", record(serious_dispute="yes", legal_advice_sought="yes")),
    Example("DIS-02", NOT_EVIDENCED, "not recorded", record(serious_dispute="yes")),
    Example("DIS-04", MET, "shown", record(live_dispute="yes", dispute_shown="yes")),
    Example("DIS-04", NOT_MET, "not shown", record(live_dispute="yes", dispute_shown="no")),
    Example("DIS-05", MET, "considered", record(rationale_codes="autism", safeguarding_considered="yes")),
    Example("DIS-05", NOT_MET, "not considered", record(rationale_codes="autism", safeguarding_considered="no")),
    Example("DIS-05", NOT_APPLICABLE, "a clinical reason", record()),
)
