"""A plan with restricted parts, each with words of its own that no other page holds."""

from __future__ import annotations

from typing import Any

from tests.builders import drafts

from accord.domain.plan.clinical import Understanding
from accord.domain.plan.parts import PartName
from accord.domain.plan.people_involved import BestInterests, YoungPerson
from accord.domain.plan.restrictions import RESTRICTABLE, Readers, ReadingOrganisation
from accord.domain.plan.wishes import Answer, ConsentToShare, CprWish, Place, SharingWishes, WhatMatters

MARKS = {part: f"zqx{part.value.replace('_', '')}zqx" for part in RESTRICTABLE}
"""What nobody else ever writes: a word for each restricted part."""
REASON = "zqxreasonzqx"
WORDS = {
    PartName.WHAT_MATTERS: WhatMatters(
        values=MARKS[PartName.WHAT_MATTERS],
        fears=MARKS[PartName.WHAT_MATTERS],
        cpr_wish=CprWish.WANTS_CPR,
        place_of_care=Place.OTHER_PRIVATE_HOME,
        place_of_care_words=MARKS[PartName.WHAT_MATTERS],
        advance_statement=Answer.YES,
        advance_statement_words=MARKS[PartName.WHAT_MATTERS],
    ),
    PartName.UNDERSTANDING: Understanding(conditions=MARKS[PartName.UNDERSTANDING]),
    PartName.BEST_INTERESTS: BestInterests(decision=MARKS[PartName.BEST_INTERESTS]),
    PartName.YOUNG_PERSON: YoungPerson(views=MARKS[PartName.YOUNG_PERSON]),
}


def asks(to: Readers = Readers.ASKED_AT, *codes: str, **changed: Any) -> SharingWishes:
    """Return wishes that keep every part that can be kept."""
    usual: dict[str, Any] = {
        "consent": ConsentToShare.GIVEN,
        "restricted_parts": frozenset(RESTRICTABLE),
        "restricted_to": to,
        "restricted_organisations": tuple(ReadingOrganisation(code=code) for code in codes),
        "restricted_words": REASON,
    }
    return SharingWishes(**(usual | changed))


def parts(to: Readers = Readers.ASKED_AT, *codes: str, **changed: Any) -> dict[PartName, Any]:
    """Return the parts of a plan that keeps every part that can be kept."""
    return {**drafts.USUAL, **WORDS, PartName.SHARING: asks(to, *codes, **changed)}


def marks_in(text: str) -> set[str]:
    """Return the words of restricted parts that a page holds."""
    return {mark for mark in (*MARKS.values(), REASON) if mark in text}


EVERY_MARK = {*MARKS.values(), REASON}
