"""What is to be sent next to each subscriber that is due, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from accord.domain.errors import Refused
from accord.projections.fhir.checking import check
from accord.projections.fhir.notifications import NotificationType, Numbered, notification
from accord.sharing.deliveries import endpoints
from accord.sharing.deliveries.paces import Pace
from accord.sharing.deliveries.resources import subscriber
from accord.sharing.deliveries.seals import Unopened, unseal
from accord.sharing.deliveries.sights import Sights
from accord.sharing.models import Delivery, Subscription

MIME = "application/fhir+json"
_log = structlog.stdlib.get_logger("accord.telling")
WAITING = """
    /* sharing: what waits for each of these subscribers, the lowest numbers first */
    SELECT d.* FROM unnest(%s::uuid[]) AS s(id)
    CROSS JOIN LATERAL (
        SELECT * FROM sharing_delivery WHERE subscription_id = s.id AND state = 'waiting'
        ORDER BY number LIMIT (SELECT most_at_once FROM sharing_subscription WHERE id = s.id)
    ) d ORDER BY d.subscription_id, d.number
"""
TAKEN = """
    /* sharing: what was taken, and whether it told of whom it is */
    UPDATE sharing_delivery d SET state = 'sent', sent_at = %s, is_told = taken.is_told, tries = tries + 1,
        last_error = ''
    FROM unnest(%s::bigint[], %s::boolean[]) AS taken(id, is_told) WHERE d.id = taken.id AND d.state = 'waiting'
"""
DUE = """
    /* sharing: the subscribers to whom there is something to be sent now */
    SELECT s.* FROM sharing_subscription s
    WHERE s.status <> 'off' AND s.next_try_at <= %(now)s AND NOT s.id = ANY(%(flying)s::uuid[])
      AND (s.handshaken_at IS NULL OR s.ends_at <= %(now)s
        OR EXISTS (SELECT FROM sharing_delivery d WHERE d.subscription_id = s.id AND d.state = 'waiting')
        OR s.heard_at + make_interval(secs => s.heartbeat_seconds) <= %(now)s)
    ORDER BY s.failures, s.next_try_at, s.id LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One sending to one subscriber: everything that it takes, so that whoever sends asks the database nothing."""

    row: Subscription
    kind: NotificationType
    carried: tuple[tuple[int, bool], ...] = ()
    """The deliveries that it carries, by id, and whether each tells of whom it is."""
    body: bytes = b""
    unmade: str = ""
    """Why it could not be made, where it could not."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def is_new(self) -> bool:
        """Whether the subscriber answered last time, as far as is known."""
        return self.row.failures == 0

    def run(self) -> str:
        """Send it; return what went wrong, and nothing where it was taken."""
        if self.unmade:
            return self.unmade
        try:
            endpoint = endpoints.read_endpoint(self.row.endpoint, may_be_here=settings.ACCORD_DEMO)
            endpoints.post(endpoint, self.body, self.headers, float(self.row.patience_seconds))
        except Refused:
            return "leads into a private network"
        except endpoints.NotTaken as wrong:
            return str(wrong)
        return ""


def due(flying: Sequence[UUID], most: int, *, now: datetime) -> Iterator[Errand]:
    """Yield what is to be sent now, to whom nothing is on its way."""
    rows = list(Subscription.objects.raw(DUE, {"now": now, "flying": list(flying), "most": most}))
    waiting: dict[UUID, list[Delivery]] = {}
    heard = [row.id for row in rows if row.handshaken_at]
    for each in Delivery.objects.raw(WAITING, [heard]) if heard else ():
        waiting.setdefault(each.subscription_id, []).append(each)
    sights = Sights()
    for row in rows:
        if sights.system(row) is None or (row.ends_at is not None and row.ends_at <= now):
            Subscription.objects.filter(pk=row.pk).update(status="off", closed_at=now)
        else:
            yield _errand_or_failure(row, together(waiting.get(row.id, []), row.most_at_once), sights, now)


def together(waiting: Sequence[Delivery], most: int) -> Sequence[Delivery]:
    """Return what goes next in one notification: of events that were not taken, half as many after each try.

    What a subscriber cannot take is so found between those that it can, and stands alone before it is dead.
    """
    size = most
    for place, each in enumerate(waiting):
        size = min(size, max(most >> each.tries, 1))
        if place >= size:
            return waiting[:place]
    return waiting


def _errand_or_failure(row: Subscription, waiting: Sequence[Delivery], sights: Sights, now: datetime) -> Errand:
    """Return what one subscriber is told. What cannot be made for one fails for that one, and holds up nobody else."""
    try:
        return _errand(row, waiting, sights, now)
    except Exception as failed:
        _log.exception("a notification could not be made", subscription=str(row.id), exc_info=failed)
        carried = tuple((each.id, False) for each in waiting)
        return Errand(row=row, kind=_kind(row, waiting), carried=carried, unmade=f"not made ({type(failed).__name__})")


def _errand(row: Subscription, waiting: Sequence[Delivery], sights: Sights, now: datetime) -> Errand:
    """Return what one subscriber is told: of people whom it may no longer see the number alone."""
    sights.learn(row, {each.person_id for each in waiting})
    told = [sights.may_hear(row, each.person_id, each.version_id) for each in waiting]
    numbered = [
        Numbered(
            number=each.number,
            at=each.happened_at,
            person_id=each.person_id if may else None,
            version_id=each.version_id if may else None,
        )
        for each, may in zip(waiting, told, strict=True)
    ]
    kind = _kind(row, waiting)
    made = notification(subscriber(row), kind, numbered, now=now)
    if wrong := check(made, kind="Bundle"):
        raise AssertionError(f"a notification that FHIR does not allow: {wrong[0].at} {wrong[0].words}")
    try:
        headers = unseal(row.id, bytes(row.headers))
    except Unopened:
        headers = {}  # the subscriber then answers that it does not know us, which is seen
    return Errand(
        row=row,
        kind=kind,
        carried=tuple((each.id, may) for each, may in zip(waiting, told, strict=True)),
        body=json.dumps(made, separators=(",", ":")).encode(),
        headers={**headers, "Content-Type": MIME, "Accept": MIME},
    )


def _kind(row: Subscription, waiting: Sequence[Delivery]) -> NotificationType:
    if row.handshaken_at is None:
        return NotificationType.HANDSHAKE
    return NotificationType.EVENT if waiting else NotificationType.HEARTBEAT


@transaction.atomic
def note(ended: Sequence[tuple[Errand, str]], pace: Pace) -> None:
    """Keep what came of sendings: of all that were taken at once, since each commit waits for the disk."""
    now = timezone.now()
    _note_taken([errand for errand, wrong in ended if not wrong], now)
    for errand, wrong in ended:
        if wrong:
            _note_failure(errand, wrong, pace, now)


def _note_taken(taken: Sequence[Errand], now: datetime) -> None:
    carried = [each for errand in taken for each in errand.carried]
    if carried:
        with connection.cursor() as cursor:
            cursor.execute(TAKEN, [now, [number for number, _ in carried], [said for _, said in carried]])
    held = Subscription.objects.filter(pk__in=[errand.row.pk for errand in taken])
    held.filter(handshaken_at=None).update(handshaken_at=now)
    held.update(failures=0, heard_at=now, next_try_at=now)
    held.exclude(status__in=("off", "active")).update(status="active", error="")


def _note_failure(errand: Errand, wrong: str, pace: Pace, now: datetime) -> None:
    ids = [number for number, _ in errand.carried]
    tried = Delivery.objects.filter(pk__in=ids, state="waiting")
    tried.update(tries=F("tries") + 1, last_error=wrong[:200])
    died = tried.filter(tries__gte=pace.tries).update(state="dead")
    failures = errand.row.failures + 1
    held = Subscription.objects.filter(pk=errand.row.pk)
    held.update(failures=failures, next_try_at=now + pace.wait(failures))
    if errand.row.handshaken_at is None and failures >= pace.tries:
        held.exclude(status="off").update(status="off", closed_at=now, error=f"The handshake failed: {wrong}."[:200])
    elif errand.row.handshaken_at is not None and (died or failures >= pace.tries):
        held.exclude(status="off").update(status="error", error=f"Notifications were not taken: {wrong}."[:200])
