"""Which form and which repeating groups ask for each part that a draft holds."""

from __future__ import annotations

from accord.domain.plan.parts import PartName
from accord.plans.pages.parts import clinical, groups, involved, keeping, treatments, wishes
from accord.plans.pages.parts.asked import Question
from accord.plans.pages.parts.groups import Group

READING = "restricted_organisations"

QUESTIONS: dict[PartName, Question] = {
    PartName.SETTING: Question(wishes.SettingForm),
    PartName.WHAT_MATTERS: Question(wishes.WhatMattersForm),
    PartName.SHARING: Question(
        wishes.SharingForm,
        (
            Group(
                READING,
                groups.OrganisationForm,
                "organisation",
                "Which organisations may read the parts that are kept to some?",
                "Beside those chosen above. Everybody there who may see plans reads them.",
            ),
            Group(
                "to_be_consulted",
                groups.NamedPersonForm,
                "person to consult",
                "Whom does the person name to be consulted?",
            ),
            Group(
                "not_to_be_told",
                groups.NamedPersonForm,
                "person not to tell",
                "Who is not to be told?",
                "They are kept out of notices, printouts and the list of people to call.",
            ),
        ),
    ),
    PartName.UNDERSTANDING: Question(
        clinical.UnderstandingForm,
        (
            Group(
                "other_documents",
                groups.OtherDocumentForm,
                "document",
                "Other care-planning documents, and where they are",
            ),
        ),
    ),
    PartName.INVOLVEMENT: Question(
        involved.InvolvementForm,
        (
            Group(
                "attempts",
                groups.AttemptForm,
                "attempt",
                "Attempts to reach people who should be consulted",
                "Who was tried, when, how, and what came of it.",
            ),
        ),
    ),
    PartName.CAPACITY: Question(involved.CapacityForm),
    PartName.BEST_INTERESTS: Question(
        involved.BestInterestsForm,
        (Group("consulted", groups.ConsultedForm, "person consulted", "Who was consulted?"),),
    ),
    PartName.CPR: Question(clinical.CprForm),
    PartName.TREATMENTS: Question(treatments.TreatmentsForm),
    PartName.MEDICINES_DEVICES: Question(
        clinical.MedicinesDevicesForm, (Group("medicines", groups.MedicineForm, "medicine", "Which medicines?"),)
    ),
    PartName.YOUNG_PERSON: Question(
        involved.YoungPersonForm,
        (Group("parental_responsibility", groups.NameForm, "person", "Who has parental responsibility?"),),
    ),
    PartName.DISTRIBUTION: Question(
        keeping.DistributionForm, (Group("copies", groups.CopyForm, "copy", "Where are other copies?"),)
    ),
    PartName.REVIEW: Question(keeping.ReviewForm),
}
"""One entry for each part that a draft holds."""


def question_of(part: PartName, *, may_restrict: bool = True, names_places: bool = True) -> Question:
    """Return what is asked for a part.

    Somebody from whom a part is kept is not asked which are; of a restricted record no organisation is named. What is
    not asked stays as it is.
    """
    asked = QUESTIONS[part]
    if part is not PartName.SHARING or (may_restrict and names_places):
        return asked
    others = tuple(group for group in asked.groups if group.field != READING)
    return Question(asked.form if may_restrict else wishes.ConsentForm, others)
