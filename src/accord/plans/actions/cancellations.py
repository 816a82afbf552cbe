"""Cancellation: with its reason, by whom, and at once everywhere."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.lifecycle import CancelReason, InappropriateReason, Step
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.plans.actions import lives, standings


@transaction.atomic
def cancel(
    *,
    version_id: UUID,
    reason: CancelReason,
    by: Actor,
    inappropriate: InappropriateReason | None = None,
    words: str = "",
    at_review: bool = False,
    now: datetime | None = None,
) -> None:
    """Cancel a current version. What it stood over, or under, is what is effective from this moment."""
    by.must(Permission.CANCEL_PLAN)
    now = now or timezone.now()
    words = clean(words, "words").strip()
    _check(reason, inappropriate, words)
    held = lives.hold(version_id)
    if at_review:
        outcome = {"outcome": ReviewOutcome.CANCELLED.value, "words": words}
        lives.take_step(held, Step.REVIEWED, at=now, by=by, now=now, detail=outcome)
    detail = {"reason": reason.value, "inappropriate": inappropriate.value if inappropriate else None, "words": words}
    lives.take_step(held, Step.CANCELLED, at=now, by=by, now=now, detail=detail)
    payload = {
        "version_id": str(version_id),
        "scope": held.scope.value,
        "reason": reason.value,
        "inappropriate": detail["inappropriate"],
        "at_review": at_review,
    }
    record(kind=EventKind.PLAN_CANCELLED, person_id=held.person_id, by=by, payload=payload)
    standings.refresh(held.person_id, now)


def _check(reason: CancelReason, inappropriate: InappropriateReason | None, words: str) -> None:
    if reason is CancelReason.FOUND_INAPPROPRIATE and inappropriate is None:
        raise Refused.one("inappropriate", "is missing.", "Say what made the decision inappropriate.")
    if reason is CancelReason.OTHER and not words:
        raise Refused.one("words", "is empty.", "Say why the plan is cancelled.")
