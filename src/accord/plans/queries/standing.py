"""What stands for a person, in one indexed look-up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.privileges import openings
from accord.privileges.prepared import prepared_cursor

OF_PERSON = """
    /* plans: what stands for one person, as it is read in an emergency */
    SELECT sheet, is_shared, updated_at FROM accord_read_plans_standing(%s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """The sheet that `projections.emergency.view` reads, whether it may leave this system, and when it was written."""

    sheet: dict[str, Any]
    is_shared: bool
    updated_at: datetime


def of(person_id: UUID) -> Stands | None:
    """Return what stands for a person, or None when nothing has ever been written about them here."""
    with prepared_cursor() as cursor:
        cursor.execute(OF_PERSON, [openings.ticket(person_id)])
        row = cursor.fetchone()
    if row is None:
        return None
    written, is_shared, updated_at = row
    read = json.loads(written)
    return Stands(sheet=read, is_shared=is_shared, updated_at=updated_at) if read else None


def sheet(person_id: UUID) -> dict[str, Any] | None:
    """Return the sheet alone, or None. Absence is no answer: the screen says that no plan is known here."""
    found = of(person_id)
    return found.sheet if found else None
