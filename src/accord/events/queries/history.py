"""What happened to one person, for the room that shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Count

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


def counts(person_ids: Collection[UUID], kinds: Collection[EventKind]) -> dict[UUID, int]:
    """Return how often any of these kinds happened to each of these people; those to whom it never did are left out."""
    rows = Event.objects.filter(person_id__in=list(person_ids), kind__in=[kind.value for kind in kinds])
    return dict(rows.order_by().values_list("person_id").annotate(count=Count("id")))


def kinds_of(person_ids: Collection[UUID], kinds: Collection[EventKind]) -> dict[UUID, list[EventKind]]:
    """Return which of these kinds happened to each of these people, in their order."""
    rows = Event.objects.filter(person_id__in=list(person_ids), kind__in=[kind.value for kind in kinds])
    found: dict[UUID, list[EventKind]] = {each: [] for each in person_ids}
    for person_id, kind in rows.order_by("id").values_list("person_id", "kind"):
        if person_id is not None:
            found[person_id].append(EventKind(kind))
    return found
