"""What others say that they hold about somebody, told by the room above: shown beside the plans, and never as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accord.domain.authority import Actor
from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.plans.actions import standings
from accord.plans.actions.locks import hold_person
from accord.projections.emergency.sheets import Elsewhere


@transaction.atomic
def tell(*, person_id: UUID, held: Sequence[Elsewhere], by: Actor | None, now: datetime) -> None:
    """Show exactly this as held elsewhere, from now on."""
    hold_person(person_id)
    standings.refresh(person_id, now, held)
    payload: dict[str, PayloadValue] = {"count": len(held)}
    record(kind=EventKind.HELD_ELSEWHERE_TOLD, person_id=person_id, by=by, payload=payload)
