"""Two records that are one person: what is followed for the one that goes is followed on the one that stays."""

from __future__ import annotations

from uuid import UUID

from accord.domain.events import Happening
from accord.plans.actions import holders as tasks
from accord.plans.actions import practices
from accord.sharing.models import Cancellation, Holder, HolderReply, PracticeMessage


def take_over(happening: Happening) -> None:
    """Let the record that was kept take over what is followed."""
    merged_id, kept_id = UUID(str(happening.payload["merged_person_id"])), happening.person_id
    if kept_id is None:
        raise ValueError(f"{happening.kind} names no person")
    for table in (Cancellation, Holder, HolderReply, PracticeMessage):
        table._default_manager.filter(person_id=merged_id).update(person_id=kept_id)
    tasks.move(kept_id=kept_id, merged_id=merged_id)
    practices.move(kept_id=kept_id, merged_id=merged_id)
