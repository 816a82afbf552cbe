"""A person objects to sharing a plan, or agrees again: it holds at once, with no new plan and no signature."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.lifecycle import Step
from accord.domain.plan.wishes import ConsentToShare
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.plans.actions import lives, standings

CAN_BE_SAID = (
    ConsentToShare.WITHDRAWN,
    ConsentToShare.GIVEN,
    ConsentToShare.BEST_INTERESTS,
    ConsentToShare.BY_ATTORNEY,
)
"""What can be said of sharing once a plan is signed. Anybody may hear an objection; the others a clinician records."""


@transaction.atomic
def change(
    *, version_id: UUID, consent: ConsentToShare, by: Actor, words: str = "", now: datetime | None = None
) -> None:
    """Record what the person, or whoever may speak for them, now says of sharing a current plan."""
    by.must(Permission.POST_STATEMENT if consent is ConsentToShare.WITHDRAWN else Permission.REVIEW_PLAN)
    if consent not in CAN_BE_SAID:
        raise Refused.one("consent", "cannot be said of a plan that is signed.", "Say that they object, or agree.")
    now = now or timezone.now()
    held = lives.hold(version_id)
    detail = {"consent": consent.value, "words": clean(words, "words")}
    lives.take_step(held, Step.SHARING_CHANGED, at=now, by=by, now=now, detail=detail)
    payload = {"version_id": str(version_id), "consent": consent.value}
    record(kind=EventKind.PLAN_SHARING_CHANGED, person_id=held.person_id, by=by, payload=payload)
    standings.refresh(held.person_id, now)
