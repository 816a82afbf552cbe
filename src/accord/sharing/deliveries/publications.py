"""Whose pointers elsewhere are to be looked at again: marked with events of the outbox, tried until all is taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from accord.domain.events import EventKind
from accord.events.actions import record
from accord.events.queries.outbox import Told
from accord.plans.queries import pointed
from accord.sharing.deliveries.paces import Pace
from accord.sharing.deliveries.topics import CHANGES
from accord.sharing.models import Publication, PublishedPointer

FOLLOWED = frozenset(CHANGES) | {
    EventKind.PLAN_SHARING_CHANGED,
    EventKind.PERSON_CHANGED,
    EventKind.PERSON_DIED,
    EventKind.DEATH_WITHDRAWN,
    EventKind.NHS_NUMBER_SUPERSEDED,
    EventKind.NHS_NUMBER_INVALIDATED,
    EventKind.PEOPLE_MERGED,
}
"""What may change to which plans pointers lead, or under which number."""
MARK = """
    /* sharing: whose pointers are to be looked at again */
    INSERT INTO sharing_publication (person_id, asked, asked_at, next_try_at)
    SELECT person_id, 1, now(), now() FROM unnest(%s::uuid[]) AS person_id ORDER BY person_id
    ON CONFLICT (person_id) DO UPDATE SET asked = sharing_publication.asked + 1, state = 'waiting', tries = 0,
        asked_at = now(), next_try_at = now(), last_error = ''
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody whose pointers are not yet, or were never, as they should be."""

    person_id: UUID
    state: str
    tries: int
    asked_at: datetime
    error: str


def mark_changes(changes: Iterable[Told]) -> None:
    """Mark those whose plans, or who they are, changed."""
    mark({each.person_id for each in changes if each.kind in FOLLOWED and each.person_id is not None})


def mark(people: Iterable[UUID]) -> int:
    """Let these people's pointers be looked at; return of how many."""
    listed = list(people)
    if listed:
        with connection.cursor() as cursor:
            cursor.execute(MARK, [listed])
    return len(listed)


@transaction.atomic
def mark_everybody() -> int:
    """Let everybody's pointers be looked at who has a current plan, or of whom any is published; return of how many."""
    published = PublishedPointer.objects.order_by("person_id").values_list("person_id", flat=True).distinct()
    count = mark({*pointed.people(), *published})
    record(kind=EventKind.POINTERS_ASKED_FOR, person_id=None, by=None, payload={"count": count})
    return count


def due(most: int, now: datetime) -> Sequence[Publication]:
    """Return those who are due, the longest first."""
    rows = Publication.objects.filter(state="waiting", next_try_at__lte=now)
    return list(rows.order_by("next_try_at", "person_id")[:most])


def note_done(row: Publication) -> None:
    """Keep that somebody's pointers are as they should be, unless something was asked meanwhile."""
    Publication.objects.filter(pk=row.pk, asked=row.asked).update(state="done", last_error="")


def note_failure(row: Publication, words: str, pace: Pace, now: datetime, *, is_counted: bool = True) -> None:
    """Keep that it failed: it is tried again later, or is dead after too many tries.

    Not counted: the locator took nothing from anybody, which may last, and says nothing of this one.
    """
    tries = row.tries + 1 if is_counted else row.tries
    held = Publication.objects.filter(pk=row.pk, asked=row.asked)
    state = "dead" if tries >= pace.tries else "waiting"
    held.update(tries=tries, state=state, next_try_at=now + pace.wait(max(tries, 1)), last_error=words[:200])


def waiting() -> Sequence[Waiting]:
    """Return everybody whose pointers could not be published yet, or never were, the longest first."""
    rows = Publication.objects.exclude(state="done").exclude(last_error="").order_by("asked_at", "person_id")
    return [
        Waiting(person_id=row.person_id, state=row.state, tries=row.tries, asked_at=row.asked_at, error=row.last_error)
        for row in rows
    ]
