"""Record who looks after whom, and end it; and take a reason for opening a record where nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accord.access.models import CareRelationship
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.look_reviews import check_reason, check_words
from accord.domain.relationships import AFTER_RECORDING, AFTER_SIGNING, BY_STAFF, REASON_HOLDS, AccessBasis, LookReason
from accord.events import actions as events

LONGEST = timedelta(days=730)
"""A caseload or a referral is recorded for so long at most; then somebody says again that it holds."""
USUALLY = timedelta(days=182)
CARRY_ON = """
    /* access: an organisation answers for somebody from now on, or for longer */
    INSERT INTO access_carerelationship
      (id, person_id, organisation_id, kind, reason, reference, words, begins_at, until, opened_by)
    VALUES (gen_random_uuid(), %s, %s, %s, '', '', '', %s, %s, %s)
    ON CONFLICT (person_id, organisation_id, kind) WHERE kind IN ('signed', 'recorded')
    DO UPDATE SET until = greatest(access_carerelationship.until, EXCLUDED.until)
"""
COPY_TO_KEPT = """
    /* access: the record of one person takes over what was recorded of another that was the same */
    INSERT INTO access_carerelationship
      (id, person_id, organisation_id, staff_role_id, kind, reason, reference, words, begins_at, until, opened_by)
    SELECT gen_random_uuid(), %s, organisation_id, staff_role_id, kind, reason, reference, words, begins_at, until,
           opened_by
    FROM access_carerelationship WHERE person_id = %s AND ended_at IS NULL
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRelationship:
    """A caseload or a referral: with whom (everybody at the organisation, or one role), what for, until when."""

    kind: AccessBasis
    organisation_id: UUID
    staff_role_id: UUID | None = None
    words: str = ""
    until: datetime | None = None


@transaction.atomic
def open_relationship(*, person_id: UUID, relationship: NewRelationship, by: Actor) -> UUID:
    """Record that somebody looks after a person, or that a person was referred, and return its id."""
    by.must(Permission.RECORD_RELATIONSHIP)
    now = timezone.now()
    _check(relationship, now)
    made = CareRelationship.objects.create(
        person_id=person_id,
        organisation_id=relationship.organisation_id,
        staff_role_id=relationship.staff_role_id,
        kind=relationship.kind.value,
        words=relationship.words.strip(),
        begins_at=now,
        until=relationship.until or now + USUALLY,
        opened_by=by.staff_role_id,
    )
    _happened(EventKind.RELATIONSHIP_OPENED, made, by)
    return made.id


@transaction.atomic
def end_relationship(*, person_id: UUID, relationship_id: UUID, by: Actor) -> None:
    """End a caseload or a referral; whoever sees the person may."""
    by.must(Permission.RECORD_RELATIONSHIP)
    kinds = [kind.value for kind in BY_STAFF]
    rows = CareRelationship.objects.filter(pk=relationship_id, person_id=person_id, kind__in=kinds)
    row = rows.filter(ended_at__isnull=True).select_for_update().first()
    if row is None:
        raise Refused.one("relationship", "This person has no such relationship now.")
    row.ended_at, row.ended_by = timezone.now(), by.staff_role_id
    row.save(update_fields=["ended_at", "ended_by"])
    _happened(EventKind.RELATIONSHIP_ENDED, row, by)


@transaction.atomic
def give_reason(*, person_id: UUID, reason: LookReason, words: str, by: Actor, until: datetime | None = None) -> UUID:
    """Take somebody's reason for opening a record; it opens the record to them alone, for a day (or `until` then)."""
    by.must(Permission.FIND_PERSON)
    check_reason(reason, words)
    now = timezone.now()
    made = CareRelationship.objects.create(
        person_id=person_id,
        organisation_id=by.organisation_id,
        staff_role_id=by.staff_role_id,
        kind=AccessBasis.ASKED.value,
        reason=reason.value,
        words=words.strip(),
        begins_at=now,
        until=until or now + REASON_HOLDS,
        opened_by=by.staff_role_id,
    )
    _happened(EventKind.RELATIONSHIP_OPENED, made, by)
    return made.id


def answer_for(*, person_id: UUID, kind: AccessBasis, by: UUID | None, organisation_id: UUID, since: datetime) -> None:
    """Let an organisation answer for somebody whose plan it signed, or whom it first recorded; or for longer.

    Called as an event is heard, in the transaction of what happened.
    """
    until = since + (AFTER_SIGNING if kind is AccessBasis.SIGNED else AFTER_RECORDING)
    with connection.cursor() as cursor:
        cursor.execute(CARRY_ON, [person_id, organisation_id, kind.value, since, until, by])


def answer_for_many(*, signed: Iterable[tuple[UUID, UUID, datetime]]) -> None:
    """Let organisations answer for the people whose plans they signed, as a load tells: person, organisation, when."""
    rows = [
        [person_id, organisation_id, AccessBasis.SIGNED.value, since, since + AFTER_SIGNING, None]
        for person_id, organisation_id, since in signed
    ]
    with connection.cursor() as cursor:
        cursor.executemany(CARRY_ON, rows)


def take_over(*, kept_id: UUID, merged_id: UUID) -> None:
    """Let the record that was kept take over what was recorded of the other."""
    with connection.cursor() as cursor:
        cursor.execute(COPY_TO_KEPT, [kept_id, merged_id])


def _check(relationship: NewRelationship, now: datetime) -> None:
    if relationship.kind not in BY_STAFF:
        raise Refused.one("kind", "is not recorded by hand.", "Give a caseload or a referral.")
    if relationship.until is not None and not now < relationship.until <= now + LONGEST:
        raise Refused.one("until", "is not in the next two years.", "Give a day in the next two years.")
    check_words(relationship.words)


def _happened(kind: EventKind, row: CareRelationship, by: Actor) -> None:
    payload = {"relationship_id": str(row.id), "relationship_kind": row.kind}
    events.record(kind=kind, person_id=row.person_id, by=by, payload=payload)
