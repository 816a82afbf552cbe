"""Giving back what was opened with no network, from what a device had kept: each opening once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from accord.domain.authority import Actor, Permission
from accord.domain.events import EventKind
from accord.domain.relationships import AccessBasis
from accord.events.actions import record
from accord.people.queries import identities
from accord.privileges import openings

EMERGENCY = "emergency"
KEEP = """
    /* sharing: an opening that a device gives back */
    INSERT INTO sharing_keptopening (id, person_id, opened_at, staff_id, staff_role_id)
    VALUES (%s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An opening as the device wrote it down; the id was drawn there."""

    id: UUID
    person_id: UUID
    at: datetime


@transaction.atomic
def give_back(*, given: Sequence[Given], by: Actor) -> int:
    """Write openings into the access log, in the name of whoever opened and gives back; return how many were new.

    One of somebody who is not known here is left out: a device cannot make a record of anybody.
    """
    by.must(Permission.VIEW_EMERGENCY)
    people = identities.many({each.person_id for each in given})
    new = [each for each in given if each.person_id in people and _is_new(each, by)]
    for each in new:
        basis = AccessBasis.ON_DEVICE.value
        openings.note_read_elsewhere(each.person_id, purpose=EMERGENCY, what="kept_opening", basis=basis)
    if new:
        record(kind=EventKind.KEPT_OPENINGS_RETURNED, person_id=None, by=by, payload={"openings": len(new)})
    return len(new)


def _is_new(each: Given, by: Actor) -> bool:
    """Keep an opening unless it is kept already; another that brings the same at this moment is waited for."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [each.id, each.person_id, each.at, by.staff_id, by.staff_role_id])
        return bool(cursor.rowcount == 1)
