"""FLAT ReSPECT forms: whole and free of contradictions unless the test says otherwise."""

from typing import Any

HEADINGS = "nss_respect_form/respect_headings/"
A4 = f"{HEADINGS}a4._clinical_recommendations/"
A5 = f"{HEADINGS}a5._capacity_and_representation/capacity_respect/"
A6 = f"{HEADINGS}a6._involvement_in_making_plan/involvement_respect/"
A7 = f"{HEADINGS}a7._clinician_signatures/"
A9 = f"{HEADINGS}a9._confirmation_of_validity/service:0/"

CAPACITY = f"{A5}sufficient_capacity"
PROXY = f"{A5}legal_proxy|code"
INVOLVEMENT = f"{A6}involvement_in_recommendations/involvement|code"
REASON = f"{A6}involvement_in_recommendations/reason_for_not_selecting_options_a_or_b_or_c"
PEOPLE = f"{A6}name_and_role_of_those_involved_in_decision_making"
CPR = f"{A4}cpr_decision/cpr_decision|code"
DECIDED = f"{A4}cpr_decision/date_of_cpr_decision"
FOCUS = f"{A4}recommendation/clinical_focus"
SCALE = f"{HEADINGS}a3._personal_preferences/preferred_priorities_of_care/care_priority_scale"
STATUS = "nss_respect_form/context/status"
RECORDED = "nss_respect_form/context/start_time"
REVIEW = f"{A9}review_date"
CONFIRMED = f"{A9}time"
SIGNED = f"{A7}service:0/time"
SIGNATURE = f"{A7}service:0/service_name"


def form(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a form that is complete and fits together, with changes; None leaves an item out."""
    whole = {
        "ctx/language": "en",
        RECORDED: "2024-05-01T12:00:00+01:00",
        STATUS: "Complete and signed",
        f"{HEADINGS}a2._summary/a2.0_relevant_information/respect_summary/narrative_summary": "Heart failure",
        f"{HEADINGS}a3._personal_preferences/preferred_priorities_of_care/patient_care_priority": "My garden",
        FOCUS: "Prioritise comfort",
        CPR: "at0005",
        DECIDED: "2024-05-01T10:00:00+01:00",
        CAPACITY: True,
        PROXY: "at0005",
        INVOLVEMENT: "at0003",
        PEOPLE: "Ivy Marsh; her GP",
        SIGNATURE: "ReSPECT Senior Responsible Clinician signature",
        f"{A7}service:0/signing_clinician/name/text": "Dr Reed",
        SIGNED: "2024-05-01T11:00:00+01:00",
        f"{A7}service:0/ism_transition/current_state|value": "completed",
    }
    return {path: value for path, value in {**whole, **(changes or {})}.items() if value is not None}
