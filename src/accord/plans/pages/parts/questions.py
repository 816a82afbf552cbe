"""Which form and which repeating groups ask for each part; and reading and showing a whole part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from accord.domain.plan.parts import PartName
from accord.plans.pages.parts import clinical, groups, involved, keeping, treatments, wishes
from accord.plans.pages.parts.bases import PartForm
from accord.plans.pages.parts.groups import Group
from accord.web.repeats import Repeats


@dataclass(frozen=True, slots=True)
class Question:
    """What one part's page asks."""

    form: type[PartForm]
    groups: tuple[Group, ...] = ()


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


@dataclass
class PartPage:
    """A part's form with its groups, as one: begun, read from what was posted, or resumed from what was typed."""

    part: PartName
    form: PartForm
    repeats: list[tuple[Group, Repeats]]

    @classmethod
    def begin(cls, part: PartName, value: Any) -> PartPage:
        """Begin with the part as it is saved."""
        question = QUESTIONS[part]
        form = question.form(initial=question.form.beginning(value))
        return cls(part, form, [(group, _begin_group(group, value)) for group in question.groups])

    @classmethod
    def posted(cls, part: PartName, data: QueryDict) -> PartPage:
        """Read what was posted."""
        question = QUESTIONS[part]
        made = [(group, Repeats.read(group.form, group.field, data, one=group.one)) for group in question.groups]
        return cls(part, question.form(data), made)

    @classmethod
    def resume(cls, part: PartName, kept: Mapping[str, Sequence[str]]) -> PartPage:
        """Make the page again from what was kept as typed, without saying yet what is wrong with it."""
        data = QueryDict(mutable=True)
        for name, values in kept.items():
            data.setlist(name, list(values))
        page = cls.posted(part, data)
        for form in (page.form, *(form for _, made in page.repeats for form in made.forms)):
            form.shows_errors = False
        return page

    @property
    def was_pressed(self) -> bool:
        """Whether a button to add or remove was pressed, and not the one to save."""
        return any(made.was_pressed for _, made in self.repeats)

    def is_valid(self) -> bool:
        """Check the form and every group, so that all errors show at once."""
        checked = [self.form.is_valid(), *(made.is_valid() for _, made in self.repeats)]
        return all(checked)

    def summary_lines(self) -> list[tuple[str, str]]:
        """Return the errors of the form and its groups, each with the address of its field."""
        return [*self.form.summary_lines(), *(line for _, made in self.repeats for line in made.summary_lines())]

    def read(self, before: Any = None) -> Any:
        """Return the part as it now is. Call only when `is_valid`."""
        value = self.form.read(before)
        for group, made in self.repeats:
            items = tuple(group.form.read(values) for values in made.values())
            value = replace(value, **{group.field: items})
        return value


def _begin_group(group: Group, value: Any) -> Repeats:
    items = getattr(value, group.field) if value is not None else ()
    return Repeats.begin(group.form, group.field, [group.form.beginning(item) for item in items], one=group.one)
