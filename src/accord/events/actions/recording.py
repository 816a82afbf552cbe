"""Write an event and its outbox row in one statement, then let the rooms above hear it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

from accord.domain.authority import Actor
from accord.domain.events import EventKind, Happening, PayloadValue, check_payload
from accord.events import hearing
from accord.privileges.prepared import prepared_cursor

RECORD = """
    /* events: record one event and its outbox row */
    WITH happened AS (
        INSERT INTO events_event (kind, person_id, staff_role_id, organisation_id, payload)
        VALUES (%s, %s, %s, %s, %s::jsonb) RETURNING id
    ), waiting AS (
        INSERT INTO events_outbox (event_id) SELECT id FROM happened
    )
    SELECT id FROM happened
"""
RECORD_MANY = """
    /* events: record the same event for many people, with their outbox rows */
    WITH happened AS (
        INSERT INTO events_event (kind, person_id, staff_role_id, organisation_id, payload)
        SELECT %s, person_id, %s, %s, %s::jsonb FROM unnest(%s::uuid[]) AS person_id RETURNING id
    )
    INSERT INTO events_outbox (event_id) SELECT id FROM happened
"""


class OutsideTransaction(RuntimeError):
    """An event was recorded with no transaction around it: the change and the event could part."""


def record(
    *, kind: EventKind, person_id: UUID | None, by: Actor | None, payload: Mapping[str, PayloadValue] | None = None
) -> int:
    """Record that something happened, in the caller's transaction, and return the event's id."""
    held = dict(payload or {})
    _check(held)
    staff_role_id, organisation_id = _who(by)
    with prepared_cursor() as cursor:
        cursor.execute(RECORD, [kind.value, person_id, staff_role_id, organisation_id, json.dumps(held)])
        (event_id,) = cursor.fetchone()
    hearing.tell(
        Happening(
            kind=kind, person_id=person_id, staff_role_id=staff_role_id, organisation_id=organisation_id, payload=held
        )
    )
    return int(event_id)


def record_many(
    *, kind: EventKind, people: Sequence[UUID], by: Actor | None, payload: Mapping[str, PayloadValue] | None = None
) -> None:
    """Record one event for each of many people at once, as a load does; hearers are not told one by one."""
    held = dict(payload or {})
    _check(held)
    with connection.cursor() as cursor:
        cursor.execute(RECORD_MANY, [kind.value, *_who(by), json.dumps(held), list(people)])


def _check(payload: Mapping[str, PayloadValue]) -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction("an event is recorded in the transaction of what it tells of")
    check_payload(payload)


def _who(by: Actor | None) -> tuple[UUID | None, UUID | None]:
    return (by.staff_role_id, by.organisation_id) if by else (None, None)
