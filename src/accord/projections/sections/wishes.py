"""Sections in the person's own voice: where the plan applies, what matters, and who may know."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.plan.wishes import Setting, SharingWishes, WhatMatters
from accord.projections.sections.rows import Row, list_row, rows_of


def setting_rows(setting: Setting) -> Iterator[Row]:
    """Give where and until when the plan applies."""
    return rows_of(setting, always=("scope",))


def what_matters_rows(matters: WhatMatters) -> Iterator[Row]:
    """Give what matters to the person; places and the wish about CPR have their row even where nobody has asked."""
    return rows_of(matters, always=("cpr_wish", "place_of_care", "place_of_death"))


FOR_STAFF = ("withheld", "withheld_why", "withheld_until", "restricted_words")
"""Rows for staff at a screen: a printout may be read by anybody."""
NEVER = "restricted_at"
"""A code that software needs, and that would tell of a restricted person where they are."""


def sharing_rows(sharing: SharingWishes, *, printed: bool) -> Iterator[Row]:
    """Give who may know. Those who are not to be told are named to staff alone, never on a printout."""
    yield from rows_of(sharing, always=("consent",), leave_out=("not_to_be_told", *FOR_STAFF, NEVER))
    if printed:
        return
    if sharing.not_to_be_told:
        names = [
            ", ".join(part for part in (one.name, one.relationship, one.words) if part)
            for one in sharing.not_to_be_told
        ]
        yield list_row("Do not tell", names, "not_to_be_told")
    yield from (row for row in rows_of(sharing) if row.field in FOR_STAFF)
