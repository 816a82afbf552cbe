"""Two records that are one person: cancellations of the one that goes are followed on the one that stays."""

from __future__ import annotations

from uuid import UUID

from accord.domain.events import Happening
from accord.plans.actions import holders as tasks
from accord.sharing.models import Cancellation, Holder, HolderReply


def take_over(happening: Happening) -> None:
    """Let the record that was kept take over what is followed."""
    merged_id, kept_id = UUID(str(happening.payload["merged_person_id"])), happening.person_id
    if kept_id is None:
        raise ValueError(f"{happening.kind} names no person")
    for table in (Cancellation, Holder, HolderReply):
        table._default_manager.filter(person_id=merged_id).update(person_id=kept_id)
    tasks.move(kept_id=kept_id, merged_id=merged_id)
