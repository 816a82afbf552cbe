"""Tell a member of staff that something waits for them, and let them put the message away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.access.models import Notice, NoticePutAway
from accord.access.queries.notices import waiting
from accord.domain.authority import Actor
from accord.domain.events import EventKind, PayloadValue
from accord.domain.notices import NoticeKind
from accord.events.actions import record


@transaction.atomic
def tell(*, staff_role_id: UUID, kind: NoticeKind, questions: int, sites: int, now: datetime | None = None) -> None:
    """Tell whoever acts in a role that so many questions about so many sites wait for them."""
    at = now or timezone.now()
    row = Notice.objects.create(
        staff_role_id=staff_role_id, kind=kind.value, questions=questions, sites=sites, raised_at=at
    )
    payload: dict[str, PayloadValue] = {"notice": row.pk, "to": str(staff_role_id), "kind": kind.value}
    record(kind=EventKind.STAFF_TOLD, person_id=None, by=None, payload=payload | {"questions": questions})


@transaction.atomic
def put_away(*, until: int, by: Actor) -> None:
    """Put away one's messages up to one: those that were shown, and none that came since."""
    held = [each.notice_id for each in waiting(by) if each.notice_id <= until]
    if not held:
        return
    NoticePutAway.objects.bulk_create([NoticePutAway(notice_id=each) for each in held], ignore_conflicts=True)
    record(kind=EventKind.NOTICES_PUT_AWAY, person_id=None, by=by, payload={"count": len(held), "until": max(held)})
