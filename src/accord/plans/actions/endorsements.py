"""Endorsement by the senior responsible clinician: appended to the version, never by its author."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.codec import to_json
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.lifecycle import Step
from accord.domain.plan.keeping import Confirmation
from accord.domain.text_hygiene import clean
from accord.events.actions import record
from accord.plans.actions import lives, standings
from accord.plans.actions.tasking import close_of_version
from accord.plans.models import TaskKind


@transaction.atomic
def endorse(
    *,
    version_id: UUID,
    by: Actor,
    words: str = "",
    confirmation: Confirmation | None = None,
    now: datetime | None = None,
) -> None:
    """Endorse a current version as the senior responsible clinician (rules SIG-01 and SIG-02)."""
    by.must(Permission.ENDORSE_PLAN)
    words = clean(words, "words")
    now = now or timezone.now()
    held = lives.hold(version_id)
    if held.signed_by == by.staff_id:
        raise Refused.one(
            "endorsement", "The author of a plan cannot endorse it.", "Ask another senior responsible clinician."
        )
    detail: dict[str, Any] = {"grade": by.grade.value, "words": words}
    if confirmation is not None:
        detail["confirmation"] = to_json(confirmation)
    lives.take_step(held, Step.ENDORSED, at=now, by=by, now=now, detail=detail)
    close_of_version(
        person_id=held.person_id,
        version_id=version_id,
        kinds=[TaskKind.ENDORSEMENT_DUE],
        by=by,
        now=now,
        outcome=Step.ENDORSED.words,
    )
    payload = {"version_id": str(version_id), "grade": by.grade.value}
    record(kind=EventKind.PLAN_ENDORSED, person_id=held.person_id, by=by, payload=payload)
    standings.refresh(held.person_id, now)
