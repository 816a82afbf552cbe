"""Note each read of a person. Every page that shows one calls this before it shows anything."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from accord.access.models import AccessLog
from accord.domain.authority import Actor
from accord.privileges.prepared import prepared_cursor

NOTE = """
    /* access: somebody is about to be shown a person; one statement, committed by itself */
    INSERT INTO access_accesslog (at, staff_id, staff_role_id, organisation_id, person_id, purpose, what, basis)
    VALUES (statement_timestamp(), %s, %s, %s, %s, %s, %s, %s)
"""


class Purpose(StrEnum):
    """Why a person's record is read."""

    CARE = "care"
    EMERGENCY = "emergency"
    ADMINISTRATION = "administration"


def note(*, by: Actor, person_id: UUID, purpose: Purpose, what: str, basis: str = "") -> None:
    """Append who looked at whom, what and why. `what` is the kind of page (`emergency`, `plan`), never content."""
    row = [by.staff_id, by.staff_role_id, by.organisation_id, person_id, purpose.value, what, basis]
    with prepared_cursor() as cursor:
        cursor.execute(NOTE, row)


def note_all(*, by: Actor, person_ids: Iterable[UUID], purpose: Purpose, what: str, basis: str = "") -> None:
    """Append a row for each of several people whom one page shows, such as a list of work."""
    AccessLog.objects.bulk_create(
        AccessLog(
            staff_id=by.staff_id,
            staff_role_id=by.staff_role_id,
            organisation_id=by.organisation_id,
            person_id=person_id,
            purpose=purpose.value,
            what=what,
            basis=basis,
        )
        for person_id in person_ids
    )
