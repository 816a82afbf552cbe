"""Review of a current plan: what was found, and when to look again. A review that is overdue never ends a plan."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.lifecycle import Step
from accord.domain.moments import Moment
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.text_hygiene import clean
from accord.events.actions import record as record_event
from accord.plans.actions import lives, standings
from accord.plans.actions.dues import review_task
from accord.plans.actions.tasking import ANSWERED_BY_A_REVIEW, close_of_version, raise_tasks


@transaction.atomic
def record(
    *,
    version_id: UUID,
    outcome: ReviewOutcome,
    due: date | None,
    by: Actor,
    indefinite_why: str = "",
    words: str = "",
    now: datetime | None = None,
) -> None:
    """Record a review: confirmed, or to be changed; then exactly one of a new date or why there is none (REV-01).

    To cancel at a review, use `cancellations.cancel(at_review=True)`.
    """
    by.must(Permission.REVIEW_PLAN)
    now = now or timezone.now()
    words, why = clean(words, "words"), clean(indefinite_why, "indefinite_why")
    _check(outcome, due, why, now)
    held = lives.hold(version_id)
    detail = {"outcome": outcome.value, "due": due.isoformat() if due else None, "indefinite_why": why, "words": words}
    lives.take_step(held, Step.REVIEWED, at=now, by=by, now=now, detail=detail)
    close_of_version(
        person_id=held.person_id,
        version_id=version_id,
        kinds=ANSWERED_BY_A_REVIEW,
        by=by,
        now=now,
        outcome=outcome.words,
        came_of=outcome.value,
    )
    if due is not None:
        task = review_task(version_id, held.organisation_id, due)
        raise_tasks(person_id=held.person_id, tasks=[task])
    payload = {"version_id": str(version_id), "outcome": outcome.value, "due": due.isoformat() if due else None}
    record_event(kind=EventKind.PLAN_REVIEWED, person_id=held.person_id, by=by, payload=payload)
    standings.refresh(held.person_id, now)


def _check(outcome: ReviewOutcome, due: date | None, indefinite_why: str, now: datetime) -> None:
    if outcome is ReviewOutcome.CANCELLED:
        raise Refused.one("outcome", "A review does not cancel by itself.", "Cancel the plan, with the reason for it.")
    if (due is None) == (not indefinite_why):
        raise Refused.one("due", "Exactly one is needed.", "Give the next review date, or say why there is none.")
    if due is not None and due <= Moment.of(now).day:
        raise Refused.one("due", "is not in the future.", "Give a day after today.")
