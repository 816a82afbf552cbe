"""Who is asked about a signal and who may do what about it, the coded reasons, and what words may hold."""

from __future__ import annotations

from collections.abc import Collection, Container
from datetime import date, datetime

from accord.domain.authority import Actor, Permission
from accord.domain.choices import Choice
from accord.domain.errors import NotPermitted, Refused
from accord.domain.follow_ups import Course, Step
from accord.domain.nhs_numbers import masked
from accord.domain.text_hygiene import clean
from accord.domain.working_days import end_of_working_day

ANSWER_DAYS = 5
"""Working days in which whoever is asked may answer before others see more than a number (issue 4, section 5)."""
NEVER_WAIT = frozenset({"care_withheld"})
"""Kinds of signal that others see at once: somebody may be without care now (decision record 0028)."""
LONGEST_WORDS = 2_000


class Explanation(Choice):
    """What explains a signal."""

    ANNUAL_REVIEWS = "annual_reviews", "A round of annual reviews"
    ADMISSION_WAVE = "admission_wave", "Many people came in at once"
    HOSPICE = "hospice", "A hospice or palliative caseload"
    NEW_HOME = "new_home", "A home or ward that is new"
    TEMPLATE = "template", "A template used well: each reason is the person’s own"
    DATA_ERROR = "data_error", "The data were wrong"
    OTHER = "other", "Something else"


class AnswerSays(Choice):
    """What whoever is asked says."""

    EXPLAINED = "explained", "There is an explanation"
    SHARED = "shared", "We share the concern"


class CaseOutcome(Choice):
    """What the review of one case came to."""

    APPROPRIATE = "appropriate", "It was appropriate"
    INAPPROPRIATE = "found_inappropriate", "It was not appropriate"
    NOT_SHOWN = "not_shown", "The record does not show enough to tell"


LEAD = frozenset({Permission.FOLLOW_SIGNAL})
ASKED = frozenset({Permission.ANSWER_SIGNAL})
NEEDS: dict[Step, frozenset[Permission]] = dict.fromkeys(Step, LEAD) | {
    Step.ANSWERED: ASKED,
    Step.MARKED_SAFEGUARDING: LEAD | ASKED,
    Step.ACTION_DONE: LEAD | ASKED,
}
"""The permissions of which any one is needed for a step; an answer's holds at the organisations that are asked."""


def asked_of(site_code: str, signer_org_code: str) -> frozenset[str]:
    """Return the organisations that are asked: where the decisions are, and for whom the signer works.

    A home may be the unwilling recipient of decisions that others made, so both are.
    """
    return frozenset({site_code, signer_org_code} - {""})


def answer_due(raised_at: datetime, holidays: Container[date]) -> datetime:
    """Return until when whoever is asked may answer before others see more than a number."""
    return end_of_working_day(raised_at, ANSWER_DAYS, holidays)


def is_asked(by: Actor, asked: Collection[str]) -> bool:
    """Return whether somebody answers for an organisation that is asked."""
    return by.may(Permission.ANSWER_SIGNAL) and by.organisation_code in asked


def is_waiting(kind: str, course: Course, *, asked: Collection[str], due: datetime, now: datetime) -> bool:
    """Return whether others than those asked see no more than a number yet. Safeguarding never waits."""
    if kind in NEVER_WAIT or course.marked_at is not None or now >= due:
        return False
    return any(code not in course.answers for code in asked)


def must_take(step: Step, by: Actor, asked: Collection[str]) -> None:
    """Raise NotPermitted unless somebody may take a step about a signal."""
    needed = NEEDS[step]
    if Permission.FOLLOW_SIGNAL in needed and by.may(Permission.FOLLOW_SIGNAL):
        return
    if Permission.ANSWER_SIGNAL in needed and is_asked(by, asked):
        return
    raise NotPermitted(f"“{step.words}” is for others to record about this signal.")


def may_take(step: Step, by: Actor, asked: Collection[str]) -> bool:
    """Return whether somebody may take a step about a signal."""
    try:
        must_take(step, by, asked)
    except NotPermitted:
        return False
    return True


def may_finish(owner_code: str, by: Actor) -> bool:
    """Return whether somebody may record that an action is done: its owner, or whoever follows the signal."""
    return by.may(Permission.FOLLOW_SIGNAL) or is_asked(by, {owner_code})


def check_words(words: str, *, needed: str = "", field: str = "words") -> str:
    """Return words as they may be kept: nothing by which a patient could be known. `needed`: what to say if empty."""
    kept = clean(words, field, limit=LONGEST_WORDS).strip()
    if needed and not kept:
        raise Refused.one(field, "is empty.", needed)
    if masked(kept) != kept:
        raise Refused.one(field, "holds ten digits that read as an NHS number.", "Name nobody here: take them out.")
    return kept
