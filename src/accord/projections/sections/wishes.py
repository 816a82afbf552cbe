"""Sections in the person's own voice: where the plan applies, what matters, and who may know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accord.domain.plan.wishes import Setting, SharingWishes, WhatMatters
from accord.projections.sections.rows import Row, list_row, rows_of
from accord.projections.words import NOT_RECORDED, is_unanswered

PLACES = ("place_of_care", "place_of_death")


def setting_rows(setting: Setting) -> Iterator[Row]:
    """Give where and until when the plan applies."""
    return rows_of(setting, always=("scope",))


def what_matters_rows(matters: WhatMatters) -> Iterator[Row]:
    """Give what matters to the person; places and the wish about CPR have their row even where nobody has asked.

    A plan begins with places that are "not discussed", so that answer reads as what is known: nothing was recorded.
    """
    for row in rows_of(matters, always=("cpr_wish", *PLACES)):
        silent = row.field in PLACES and is_unanswered(getattr(matters, row.field))
        yield replace(row, text=NOT_RECORDED) if silent else row


def sharing_rows(sharing: SharingWishes, *, printed: bool) -> Iterator[Row]:
    """Give who may know. Those who are not to be told are named to staff alone, never on a printout."""
    yield from rows_of(
        sharing, always=("consent",), leave_out=("not_to_be_told", "withheld", "withheld_why", "withheld_until")
    )
    if printed:
        return
    if sharing.not_to_be_told:
        names = [
            ", ".join(part for part in (one.name, one.relationship, one.words) if part)
            for one in sharing.not_to_be_told
        ]
        yield list_row("Do not tell", names, "not_to_be_told")
    yield from rows_of(sharing, leave_out=("consent", "consent_words", "not_to_be_told", "to_be_consulted"))
