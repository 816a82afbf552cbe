"""What this room hears: who signed a plan or recorded somebody answers for them, and merged records become one."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from accord.access.actions import relationships
from accord.domain.events import EventKind, Happening
from accord.domain.relationships import AccessBasis
from accord.events.hearing import hear

ANSWERS_FOR = {EventKind.PLAN_SIGNED: AccessBasis.SIGNED, EventKind.PERSON_RECORDED: AccessBasis.RECORDED}


def answer_for(happening: Happening) -> None:
    """Let the organisation for which it was done answer for the person."""
    if happening.person_id is None or happening.organisation_id is None:
        return
    relationships.answer_for(
        person_id=happening.person_id,
        kind=ANSWERS_FOR[happening.kind],
        by=happening.staff_role_id,
        organisation_id=happening.organisation_id,
        since=timezone.now(),
    )


def take_over(happening: Happening) -> None:
    """Let the record that was kept take over who looks after the person."""
    merged = happening.payload.get("merged_person_id")
    if happening.person_id is not None and isinstance(merged, str):
        relationships.take_over(kept_id=happening.person_id, merged_id=UUID(merged))


for kind in ANSWERS_FOR:
    hear(kind, answer_for)
hear(EventKind.PEOPLE_MERGED, take_over)
