"""Each step in a version's life in words: what, when, by whom, and what was said with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from accord.domain.authority import GRADE_NAMES, Grade
from accord.domain.lifecycle import CancelReason, InappropriateReason, Step
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.wishes import ConsentToShare
from accord.plans.queries.records import Fact
from accord.plans.queries.versions import VersionLine
from accord.web.fields.bases import lower_first
from accord.web.words import say_date, say_datetime

AT_ONCE = timedelta(minutes=1)
Detail = Mapping[str, Any]


def lines_of(version: VersionLine, fact: Fact) -> list[str]:
    """Return what is said of a step, beyond what it is."""
    if fact.step is Step.SIGNED:
        return [f"{version.cpr.words}. Signed as {lower_first(GRADE_NAMES[version.grade])}."]
    said = list(SAID[fact.step](fact)) if fact.step in SAID else []
    if fact.step is not Step.SUSPENDED and abs(fact.at - fact.recorded_at) > AT_ONCE:
        said.append(f"It took effect on {say_datetime(fact.at)}.")
    return [line for line in said if line]


def _endorsed(fact: Fact) -> Iterator[str]:
    grade = fact.detail.get("grade")
    yield f"Endorsed as {lower_first(GRADE_NAMES[Grade(grade)])}." if grade else ""
    yield _words(fact.detail)


def _reviewed(fact: Fact) -> Iterator[str]:
    outcome = ReviewOutcome(fact.detail["outcome"]).words
    yield f"{outcome}, after a move." if fact.detail.get("after_move") else f"{outcome}."
    due = fact.detail.get("due")
    yield f"To be looked at next on {say_date(date.fromisoformat(due))}." if due else ""
    why = fact.detail.get("indefinite_why")
    yield f"No further review is needed: {why}" if why else ""
    yield _words(fact.detail)


def _suspended(fact: Fact) -> Iterator[str]:
    until = fact.detail.get("until")
    end = f"until {say_datetime(datetime.fromisoformat(until))}" if until else "until somebody ends it"
    yield f"From {say_datetime(fact.at)} {end}: attempt CPR."
    yield str(fact.detail.get("why") or "")


def _sharing_changed(fact: Fact) -> Iterator[str]:
    yield f"{ConsentToShare(fact.detail['consent']).words}."
    yield _words(fact.detail)


def _cancelled(fact: Fact) -> Iterator[str]:
    yield f"{CancelReason(fact.detail['reason']).words}."
    inappropriate = fact.detail.get("inappropriate")
    yield f"{InappropriateReason(inappropriate).words}." if inappropriate else ""
    yield _words(fact.detail)


def _with_words(fact: Fact) -> Iterator[str]:
    yield _words(fact.detail)


def _words(detail: Detail) -> str:
    return str(detail.get("words") or "")


SAID: Mapping[Step, Callable[[Fact], Iterator[str]]] = {
    Step.ENDORSED: _endorsed,
    Step.REVIEWED: _reviewed,
    Step.SUSPENDED: _suspended,
    Step.REINSTATED: _with_words,
    Step.SHARING_CHANGED: _sharing_changed,
    Step.CANCELLED: _cancelled,
}
"""What is told of each step; of the others there is nothing to tell but that they happened."""
