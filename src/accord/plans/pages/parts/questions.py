"""Which form and which repeating groups ask for each part that a draft holds."""

from __future__ import annotations

from accord.domain.plan.parts import PartName
from accord.plans.pages.parts import clinical, groups, involved, keeping, treatments, wishes
from accord.plans.pages.parts.asked import Question
from accord.plans.pages.parts.groups import Group

QUESTIONS: dict[PartName, Question] = {
    PartName.SETTING: Question(wishes.SettingForm),
    PartName.WHAT_MATTERS: Question(wishes.WhatMattersForm),
    PartName.SHARING: Question(
        wishes.SharingForm,
        (
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
