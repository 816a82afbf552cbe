"""What happened to one person, for the room that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from accord.domain.events import EventKind, Happening
from accord.events.models import Event


def of_person(person_id: UUID) -> Sequence[Happening]:
    """Return the person's events, the oldest first."""
    return [
        Happening(
            kind=EventKind(event.kind),
            person_id=event.person_id,
            staff_role_id=event.staff_role_id,
            organisation_id=event.organisation_id,
            payload=event.payload,
        )
        for event in Event.objects.filter(person_id=person_id).order_by("id")
    ]
