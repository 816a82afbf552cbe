"""The published facts of the person, as they stood at the decision (design/dataset.md, `decisions`, `population`)."""

from __future__ import annotations

from accord.domain.facts.kinds import Classification, choice, integer, text, yes_no

FROM_RECORD = "As coded in the person's record at the decision; unknown: not coded either way."

PERSON = (
    integer("age", "The person's age in whole years at the decision.", at_most=125, in_dataset=True),
    choice("sex", ("female", "male", "other", "unknown"), "The person's sex.", in_dataset=True),
    text(
        "ethnicity",
        "NHS Data Dictionary code A-S, or Z (not stated); also gypsy_roma_traveller and arab, which that list lacks.",
        Classification.IDENTIFIABLE,
        in_dataset=True,
    ),
    integer(
        "imd_decile",
        "Deprivation decile, 1 the most deprived, of the person's own last home, not of a care home.",
        at_most=10,
        in_dataset=True,
    ),
    yes_no("learning_disability", FROM_RECORD, in_dataset=True),
    yes_no("downs_syndrome", FROM_RECORD, in_dataset=True),
    yes_no("autism", FROM_RECORD, in_dataset=True),
    yes_no("dementia", FROM_RECORD, in_dataset=True),
    yes_no("mental_illness", FROM_RECORD, in_dataset=True),
    yes_no("physical_disability", FROM_RECORD, in_dataset=True),
    yes_no("sensory_impairment", FROM_RECORD, in_dataset=True),
    integer("frailty", "Clinical Frailty Scale, 1-9.", at_most=9, in_dataset=True),
    yes_no("palliative_register", "On a palliative care register.", in_dataset=True),
)

NEEDS = (
    yes_no(
        "communication_need",
        "The person's record carries a communication need or a reasonable adjustment to be made.",
        in_dataset=True,
    ),
    yes_no("adjustment_made", "An adjustment was made in a conversation about this decision.", in_dataset=True),
)
