"""The published facts of a decision itself, in the order of the dataset (design/dataset.md, `decisions`)."""

from __future__ import annotations

from accord.domain.authority import Grade
from accord.domain.facts.kinds import Classification, choice, code_list, moment, text, yes_no
from accord.domain.rationales import CODES

SITE_TYPES = (
    "nursing_home",
    "residential_home",
    "supported_living",
    "home_care",
    "gp_practice",
    "acute_hospital",
    "community_hospital",
    "mental_health",
    "hospice",
    "ambulance",
    "other",
)
GRADES = tuple(grade.value for grade in Grade)
RECORDED = "yes: written down. no: somebody answered that it was not. unknown: nothing is written either way."

IDENTITY = (
    text("decision_id", "The signed version's own identifier.", in_dataset=True),
    text(
        "person_id",
        "The person's identifier; in the dataset a pseudonym, the same in `population`.",
        Classification.IDENTIFIABLE,
        in_dataset=True,
    ),
    text("site_code", "ODS code of the site where the person was being cared for.", in_dataset=True),
    choice("site_type", SITE_TYPES, "What kind of site that is.", in_dataset=True),
    text("area_code", "The local area (ICB or its sub-location) that answers for the site.", in_dataset=True),
)

SIGNING = (
    moment("decided_at", "When the decision was made.", in_dataset=True),
    moment("recorded_at", "When it was entered: for a plan made here, when it was signed.", in_dataset=True),
    text(
        "signer_id",
        "The clinician who made the decision; in the dataset a pseudonym.",
        Classification.IDENTIFIABLE,
        in_dataset=True,
    ),
    text("signer_org_code", "ODS code of the practice or trust that the signer acted for.", in_dataset=True),
    choice("signer_role", GRADES, "The grade in which the signer signed.", in_dataset=True),
    yes_no("senior_responsible", "The signer said that they are the senior responsible clinician.", in_dataset=True),
    moment("endorsed_at", "When a senior clinician endorsed it, where the signer was not one.", in_dataset=True),
    choice("endorser_role", GRADES, "The grade of whoever endorsed it.", in_dataset=True),
)

RECOMMENDATION = (
    choice("kind", ("dnacpr", "respect", "tep", "other"), "The kind of form or plan.", in_dataset=True),
    choice(
        "cpr",
        ("not_for_cpr", "for_cpr", "modified_cpr", "none"),
        "The recommendation about CPR. none: no recommendation is recorded, which is never a decision either way.",
        in_dataset=True,
    ),
    choice(
        "basis",
        ("not_successful", "not_overall_benefit", "capacitous_refusal", "adrt", "attorney_refusal", "unknown"),
        "The normalised reason.",
        in_dataset=True,
    ),
    text(
        "rationale",
        "The reason in free text, as written; analysed only where its controller runs the analysis.",
        Classification.CLINICAL,
        in_dataset=True,
    ),
    code_list(
        "rationale_codes",
        CODES,
        "The phrases found in the reason (accord.domain.rationales.phrase_codes). Empty: none was found.",
        in_dataset=True,
    ),
    text(
        "rationale_hash",
        "A keyed hash of the normalised reason: the same words give the same hash. Empty: no reason in free text.",
        Classification.CLINICAL,
        in_dataset=True,
    ),
    choice(
        "valid_where",
        ("all_settings", "this_admission", "other"),
        "Where the recommendation is valid.",
        in_dataset=True,
    ),
    yes_no("burdens_benefits", f"The burdens and benefits that were weighed. {RECORDED}", in_dataset=True),
    yes_no("person_values", f"What the person values, or would find acceptable. {RECORDED}", in_dataset=True),
    yes_no(
        "written_wishes_considered",
        "The person's written statements were considered. unknown also where there are none.",
        in_dataset=True,
    ),
    yes_no("may_regain_capacity", f"Whether capacity may return, either way. {RECORDED}", in_dataset=True),
    yes_no(
        "foreseeable_arrest",
        "yes: an arrest is recorded as foreseeable. no: recorded as not foreseeable.",
        in_dataset=True,
    ),
    choice(
        "adrt",
        ("none", "present_valid", "present_not_valid", "present_unknown"),
        "An advance decision to refuse treatment, and whether it is valid. none: recorded as having none.",
        in_dataset=True,
    ),
    choice(
        "lpa",
        ("none", "present_valid", "present_not_valid", "present_unknown"),
        "A lasting power of attorney for health and welfare; valid: registered, in force.",
        in_dataset=True,
    ),
    choice(
        "person_wish",
        ("wants_cpr", "does_not_want_cpr", "undecided", "not_known"),
        "What the person has said about CPR.",
        in_dataset=True,
    ),
    yes_no("team_discussed", "The decision was agreed with the care team.", in_dataset=True),
    yes_no("other_recommendations", "Anything is recommended beside CPR.", in_dataset=True),
    yes_no("personalised_plan", "Made within a personalised (advance) care plan.", in_dataset=True),
)
