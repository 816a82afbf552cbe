"""Sections about health and treatment, with treatments grouped by what is recommended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accord.domain.plan.clinical import Advice, Cpr, CprRecommendation, MedicinesDevices, Treatments, Understanding
from accord.projections.items import line_of
from accord.projections.sections.rows import Row, RowKind, list_row, rows_of

NO_CPR_PART = (
    "No recommendation about CPR has been recorded. "
    "The usual presumption is to attempt CPR, unless clinical judgement says otherwise."
)
COVERS_CPR_ONLY = "This recommendation is about CPR only. All other appropriate treatment and care is given."
GROUPS = (
    (Advice.RECOMMENDED, "Recommended"),
    (Advice.CONDITIONAL, "Recommended if"),
    (Advice.NOT_RECOMMENDED, "Not recommended"),
    (Advice.UNKNOWN, "Not decided"),
)


def understanding_rows(understanding: Understanding) -> Iterator[Row]:
    """Give the shared understanding of the person's health."""
    return rows_of(understanding)


def cpr_rows(cpr: Cpr) -> Iterator[Row]:
    """Give the recommendation about CPR; a recommendation against it always says whether a reason is recorded."""
    against = cpr.recommendation is CprRecommendation.NOT_FOR_CPR
    cpr = replace(cpr, recommendation=cpr.recommended)
    yield from rows_of(cpr, always=("recommendation", "basis", "rationale") if against else ("recommendation",))
    if against:
        yield Row(label="", text=COVERS_CPR_ONLY, kind=RowKind.NOTE)
    elif cpr.recommended is CprRecommendation.NONE:
        yield Row(label="", text=NO_CPR_PART, kind=RowKind.NOTE)


def treatment_groups(treatments: Treatments) -> Iterator[tuple[Advice, str, list[str]]]:
    """Give the treatments of each kind of advice, those that have any, in the order in which they are read."""
    for advice, title in GROUPS:
        lines = [line_of(each) for each in treatments.recommendations if each.advice is advice]
        if lines:
            yield advice, title, lines


def treatments_rows(treatments: Treatments) -> Iterator[Row]:
    """Give the focus, the escalation and the treatments, grouped."""
    yield from rows_of(treatments, leave_out=("recommendations",))
    for _, title, lines in treatment_groups(treatments):
        yield list_row(title, lines, "recommendations")


def medicines_rows(medicines: MedicinesDevices) -> Iterator[Row]:
    """Give anticipatory medicines, where they are, and devices; allergies are said even where nobody has asked."""
    return rows_of(medicines, always=("anticipatory", "icd", "allergies"))
