"""Which changes of plans are to be announced: taken from the outbox in commit order, tried until they are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.errors import Refused
from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.events.queries.outbox import Told
from accord.plans.queries import sharing
from accord.sharing.deliveries.paces import Pace
from accord.sharing.deliveries.replays import managed
from accord.sharing.deliveries.topics import CHANGES, PlanChange
from accord.sharing.models import Announcement

REPORTS = frozenset({PlanChange.REPORTED, PlanChange.REPORT_SETTLED})
"""Of plans that others hold: whoever holds them tells of them."""
DUE = """
    /* sharing: the first thing that waits to be announced of each person, where it is due; what failed comes later */
    SELECT a.* FROM sharing_announcement a
    WHERE a.state = 'waiting' AND a.next_try_at <= %s AND NOT EXISTS (
        SELECT FROM sharing_announcement b WHERE b.state = 'waiting' AND b.person_id = a.person_id AND b.id < a.id)
    ORDER BY a.next_try_at, a.id LIMIT %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unannounced:
    """What was not taken after many tries; it names nobody."""

    id: UUID
    kind: PlanChange
    happened_at: datetime
    tries: int
    error: str


def mark_changes(told: Iterable[Told]) -> None:
    """Keep what has to be announced, each event once, in the order in which it is told."""
    found = [(each, UUID(str(each.payload["version_id"]))) for each in told if _is_announced(each)]
    if not found:
        return
    shared = sharing.of_many({each.person_id for each, _ in found if each.person_id})
    Announcement.objects.bulk_create(
        Announcement(
            event_id=each.event_id,
            person_id=each.person_id,
            version_id=version_id,
            kind=CHANGES[each.kind].value,
            organisation_code=shared[each.person_id].signed_for.get(version_id, ""),
            happened_at=each.occurred_at,
        )
        for each, version_id in found
        if each.person_id
    )


def due(most: int, now: datetime) -> Sequence[Announcement]:
    """Return what is to be sent now: of each person the oldest alone, so that everybody's news keeps its order."""
    return list(Announcement.objects.raw(DUE, [now, most]))


def is_waiting(row: Announcement) -> bool:
    """Return whether it still waits."""
    return Announcement.objects.filter(pk=row.pk, state="waiting").exists()


@transaction.atomic
def note_sent(row: Announcement) -> None:
    """Keep that it was taken."""
    Announcement.objects.filter(pk=row.pk).update(
        state="sent", sent_at=timezone.now(), tries=row.tries + 1, last_error=""
    )
    payload: dict[str, PayloadValue] = {"announcement_id": str(row.cloud_id), "version_id": str(row.version_id)}
    record(kind=EventKind.PLAN_ANNOUNCED, person_id=row.person_id, by=None, payload=payload)


def note_kept_back(row: Announcement) -> None:
    """Keep that it is announced to nobody."""
    Announcement.objects.filter(pk=row.pk, state="waiting").update(state="kept")


def note_failure(
    row: Announcement, words: str, pace: Pace, now: datetime, *, resumes_at: datetime | None = None
) -> None:
    """Keep that it failed: it is tried again later, or is dead after too many tries.

    Where nothing is taken from anybody until `resumes_at`, that is no try of this one: but what else comes until then
    goes before it, should it be this one alone at which the service breaks.
    """
    tries = row.tries if resumes_at else row.tries + 1
    state = "dead" if tries >= pace.tries else "waiting"
    again_at = resumes_at or now + pace.wait(tries)
    Announcement.objects.filter(pk=row.pk, state="waiting").update(
        tries=tries, state=state, next_try_at=again_at, last_error=words[:200]
    )


def dead(codes: Collection[str] | None = None) -> Sequence[Unannounced]:
    """Return what was never taken, of plans that were signed for some organisations, or of all; the oldest first."""
    rows = Announcement.objects.filter(state="dead").order_by("id")
    return [
        Unannounced(
            id=row.cloud_id,
            kind=PlanChange(row.kind),
            happened_at=row.happened_at,
            tries=row.tries,
            error=row.last_error,
        )
        for row in (rows if codes is None else rows.filter(organisation_code__in=codes))
    ]


@transaction.atomic
def replay(*, by: Actor | None = None) -> int:
    """Let what is dead be announced again, under its own ids, now; return how many. By somebody: of their own plans."""
    rows = Announcement.objects.filter(state="dead")
    if by is not None:
        rows = rows.filter(organisation_code__in=managed(by))
    count = rows.update(state="waiting", tries=0, next_try_at=timezone.now())
    if not count:
        raise Refused.one("announcements", "none was left.", "See `accord announcements list`.")
    record(kind=EventKind.DELIVERIES_REPLAYED, person_id=None, by=by, payload={"announced": True, "count": count})
    return count


def _is_announced(told: Told) -> bool:
    change = CHANGES.get(told.kind)
    has_plan = told.person_id is not None and isinstance(told.payload.get("version_id"), str)
    return change is not None and change not in REPORTS and has_plan
