"""Where each item of a ReSPECT form goes in a plan, and which items are only the form's own housekeeping.

Paths are matched by how they end, so that the prefix of a template (NHS Scotland's, version 3's) does not matter.
Names: the NHS Scotland template and version 3 (data-items 1.1).
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.respect_flat import codes
from accord.domain.respect_flat.codes import Converter, day, moment, one_of, text
from accord.domain.respect_flat.reported_plans import CONFIRMATIONS, CONTACTS, LEGAL, SIGNATURES, SOURCE


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path that ends in `ends` goes: a field of a part, or of one item of its list (`group`: its segments)."""

    ends: str
    part: str
    field: str
    read: Converter = text
    group: tuple[str, ...] = ()
    items: str = "items"
    within: str = ""
    is_list: bool = False


_SERVICE = ("service", "clinician_signature", "clinical_signature", "review_of_plan")
_PARTICIPANT = ("participant", "emergency_contact")
_DOCUMENT = ("advance_planning_document",)
_CPR = one_of(codes.CPR, "What this code says about CPR is not known.")
_CPR_LABEL = one_of(codes.CPR_LABELS, "What this says about CPR is not known.")
_FOCUS = one_of(
    codes.FOCUS,
    "It is not one of the three values of version 3 (extending life, balance, comfort): a clinician has to choose.",
)
_PROXY = "Whether it says that there is a legal proxy is not known."
_OPTION = one_of(codes.INVOLVEMENT, "Which of the options A to D this code means is not known.")

PLACES: tuple[Place, ...] = (
    Place("context/status", SOURCE, "status"),
    Place("context/start_time", SOURCE, "recorded_at", moment),
    Place("context/_health_care_facility|name", SOURCE, "facility"),
    Place("context/_health_care_facility|id", SOURCE, "facility_code"),
    Place("composer|name", SOURCE, "composer"),
    Place("composer|id", SOURCE, "composer_number"),
    Place("respect_summary/narrative_summary", "understanding", "summary"),
    Place("advance_planning_documentation/summary", "understanding", "documents_summary"),
    Place("advance_planning_document/name", "understanding", "description", text, _DOCUMENT, "other_documents"),
    Place("advance_planning_document/description", "understanding", "description", text, _DOCUMENT, "other_documents"),
    Place("advance_planning_document/location", "understanding", "location", text, _DOCUMENT, "other_documents"),
    Place("preferred_priorities_of_care/patient_care_priority", "what_matters", "values"),
    Place("what_matters_to_me/what_i_most_value", "what_matters", "values"),
    Place("what_matters_to_me/what_i_most_fear", "what_matters", "fears"),
    Place("what_matters_to_me/what_i_most_fear___wish_to_avoid", "what_matters", "fears"),
    Place("what_matters_to_me/what_i_most_fear_wish_to_avoid", "what_matters", "fears"),
    Place("recommendation/clinical_focus", "treatments", "focus", _FOCUS),
    Place("recommendation/clinical_focus|value", "treatments", "focus", _FOCUS),
    Place("recommendation/clinical_guidance_on_interventions", "treatments", "guidance"),
    Place("cpr_decision/cpr_decision|code", "cpr", "recommendation", _CPR),
    Place("cpr_decision/cpr_decision|value", "cpr", "recommendation", _CPR_LABEL),
    Place("cpr_decision/cpr_decision", "cpr", "recommendation", _CPR_LABEL),
    Place("cpr_decision/date_of_cpr_decision", "cpr", "decided_at", moment),
    Place("cpr_decision/modified_cpr_details", "cpr", "modified_words"),
    Place("capacity_respect/sufficient_capacity", "capacity", "outcome", codes.capacity),
    Place("mental_capacity/has_capacity", "capacity", "outcome", codes.capacity),
    Place("mental_capacity/has_capacity|value", "capacity", "outcome", codes.capacity),
    Place("mental_capacity/status|value", "capacity", "outcome", codes.capacity),
    Place("mental_capacity/in_what_way_does_this_person_lack_capacity", "capacity", "in_what_way"),
    Place("mental_capacity/if_no_in_what_way_does_this_person_lack_capacity", "capacity", "in_what_way"),
    Place("mental_capacity/decision_plan", "capacity", "decision"),
    Place("capacity_respect/legal_proxy|code", LEGAL, "proxy", one_of(codes.LEGAL_PROXY, _PROXY)),
    Place("capacity_respect/legal_proxy|value", LEGAL, "proxy", one_of(codes.PROXY_LABELS, _PROXY)),
    Place("legal_welfare_proxy_in_place/status|code", LEGAL, "proxy", one_of(codes.WELFARE_PROXY, _PROXY)),
    Place("legal_welfare_proxy_in_place/status|value", LEGAL, "proxy", one_of(codes.PROXY_LABELS, _PROXY)),
    Place("legal_welfare_proxy_in_place/type", LEGAL, "proxy_kind"),
    Place("legal_welfare_proxy_in_place/details", LEGAL, "proxy_details"),
    Place("involvement_in_recommendations/involvement|code", "involvement", "options", _OPTION,
          within="involvement_respect", is_list=True),
    Place("involvement_in_recommendations/involvement|value", "involvement", "options", codes.letter, is_list=True),
    Place("respect_involvement/involvement|value", "involvement", "options", codes.letter, is_list=True),
    Place("involvement_in_recommendations/reason_for_not_selecting_options_a_or_b_or_c", "involvement", "reason_words"),
    Place("involvement_in_recommendations/valid_reason", "involvement", "reason_words"),
    Place("respect_involvement/option_d", "involvement", "reason_words"),
    Place("name_and_role_of_those_involved_in_decision_making", "involvement", "people_involved"),
    Place("names_and_roles_of_those_involved_in_decision_making", "involvement", "people_involved"),
    Place("location_of_record_of_discussion", "involvement", "discussion_location"),
    Place("service_name", SIGNATURES, "kind", codes.signatory, _SERVICE, within="a7."),
    Place("practitioner_role/designation", SIGNATURES, "designation", text, _SERVICE, within="a7."),
    Place("signing_clinician/name/text", SIGNATURES, "name", text, _SERVICE),
    Place("signing_clinician/identifier/value", SIGNATURES, "number", text, _SERVICE),
    Place("time", SIGNATURES, "signed_at", moment, _SERVICE, within="a7."),
    Place("participant/role", CONTACTS, "relationship", text, _PARTICIPANT),
    Place("contact/name/text", CONTACTS, "name", text, _PARTICIPANT),
    Place("contact/telephone/telephone_number", CONTACTS, "phone", text, _PARTICIPANT),
    Place("contact/other_details", CONTACTS, "notes", text, _PARTICIPANT),
    Place("emergency_contacts/other_details", CONTACTS, "other_details"),
    Place("practitioner_role/designation", CONFIRMATIONS, "designation", text, _SERVICE, within="a9."),
    Place("responsible_clinician/name/text", CONFIRMATIONS, "name", text, _SERVICE),
    Place("responsible_clinician/identifier/value", CONFIRMATIONS, "number", text, _SERVICE),
    Place("review_date", CONFIRMATIONS, "review_due", day, _SERVICE),
    Place("time", CONFIRMATIONS, "confirmed_at", moment, _SERVICE, within="a9."),
)  # fmt: skip

CONTEXT: tuple[str, ...] = (
    "language|code", "language|terminology", "territory|code", "territory|terminology",
    "encoding|code", "encoding|terminology", "category|code", "category|value", "category|terminology",
    "setting|code", "setting|value", "setting|terminology",
    "_health_care_facility|id_scheme", "_health_care_facility|id_namespace",
    "composer|id_scheme", "composer|id_namespace",
    "ism_transition/current_state|value", "ism_transition/current_state|code",
    "ism_transition/current_state|terminology",
    "name/use|code", "name/use|value", "name/use|terminology",
    "identifier/value|issuer", "identifier/value|assigner", "identifier/value|type",
    "identifier/use|code", "identifier/use|value", "identifier/use|terminology",
    "telephone/system|code", "telephone/system|value", "telephone/system|terminology",
    "cpr_decision/cpr_decision|terminology", "legal_proxy|terminology", "involvement|terminology", "status|terminology",
    "emergency_contacts/name", "_uid",
)  # fmt: skip
"""Endings of paths that say how the form was kept, not what it says about the person."""

LEGACY = {
    "preferred_priorities_of_care/care_priority_scale": (
        "The scale from 0 to 100 of ReSPECT versions 1 and 2; version 3 has none, and has no place for it."
    ),
    "respect_care_priority_scale/care_priority_scale": (
        "The scale from 0 to 100 of ReSPECT versions 1 and 2; version 3 has none, and has no place for it."
    ),
}
"""Items of older versions that are kept as they were written, and named, but have no place in a plan."""
