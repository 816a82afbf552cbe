"""What a practice has to be told of: kept with the events of the outbox, in their order, once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.events import EventKind
from accord.domain.people import StayKind
from accord.events.actions import record
from accord.events.queries.outbox import Told
from accord.plans.queries import currents, pointed
from accord.projections.fhir.practice_messages import MessageKind
from accord.sharing.models import PracticeMessage

KINDS = {
    EventKind.PLAN_SIGNED: MessageKind.SIGNED,
    EventKind.PLAN_CANCELLED: MessageKind.CANCELLED,
    EventKind.PERSON_DISCHARGED: MessageKind.DISCHARGED,
    EventKind.PLAN_SUSPENDED: MessageKind.CHANGED,
    EventKind.PLAN_REINSTATED: MessageKind.CHANGED,
    EventKind.PLAN_ENDED: MessageKind.CHANGED,
    EventKind.PLAN_REOPENED: MessageKind.CHANGED,
    EventKind.PLAN_SHARING_CHANGED: MessageKind.CHANGED,
    EventKind.DISCHARGE_WITHDRAWN: MessageKind.CHANGED,
    EventKind.DEATH_WITHDRAWN: MessageKind.CHANGED,
    EventKind.PERSON_CHANGED: MessageKind.CHANGED,
}
"""A change is sent only where the practice does not hold what stands already: a new practice, say."""
AT_ONCE = 1_000


def mark_changes(changes: Iterable[Told]) -> None:
    """Keep what practices have to be told of these events."""
    told = [each for each in changes if each.kind in KINDS and each.person_id is not None]
    moved = {each.person_id for each in told if each.kind is EventKind.PERSON_CHANGED and each.person_id}
    with_plan = currents.having(moved) if moved else frozenset[UUID]()
    rows = (_row(each) for each in told if each.kind is not EventKind.PERSON_CHANGED or each.person_id in with_plan)
    PracticeMessage.objects.bulk_create((each for each in rows if each), ignore_conflicts=True, batch_size=AT_ONCE)


@transaction.atomic
def mark_everybody() -> int:
    """Let everybody's practice be sent the plan that stands, unless it was; return of how many people."""
    now, count = timezone.now(), 0
    for some in _batches(pointed.people()):
        rows = [PracticeMessage(person_id=each, kind=MessageKind.CHANGED.value, happened_at=now) for each in some]
        count += len(PracticeMessage.objects.bulk_create(rows))
    record(kind=EventKind.PRACTICES_ASKED_FOR, person_id=None, by=None, payload={"count": count})
    return count


def _row(change: Told) -> PracticeMessage | None:
    assert change.person_id is not None, "only what is about somebody is kept"
    if change.kind is EventKind.PERSON_DISCHARGED and change.payload.get("stay_kind") != StayKind.ADMISSION:
        return None
    named = change.payload.get("version_id") or change.payload.get("stay_id")
    return PracticeMessage(
        event_id=change.event_id,
        person_id=change.person_id,
        kind=KINDS[change.kind].value,
        subject_id=UUID(named) if isinstance(named, str) else None,
        happened_at=change.occurred_at,
    )


def _batches(people: Iterable[UUID]) -> Iterator[Sequence[UUID]]:
    held: list[UUID] = []
    for each in people:
        held.append(each)
        if len(held) == AT_ONCE:
            yield held
            held = []
    if held:
        yield held
