"""Who did something, as the columns that a recorded row carries."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from accord.domain.authority import Actor

THE_CLOCK = "Accord, at the time that was set"
"""Who is named where nobody did anything: an end date or the end of a suspension came."""


class Attribution(TypedDict):
    """The columns of `Recorded`."""

    recorded_at: datetime
    recorded_by: UUID | None
    recorded_role: UUID | None
    recorded_name: str
    recorded_organisation: str


def attribute(by: Actor | None, now: datetime, name: str = THE_CLOCK) -> Attribution:
    """Return the columns that say who recorded a row and when; `name` is used where no actor is known."""
    if by is None:
        return Attribution(
            recorded_at=now, recorded_by=None, recorded_role=None, recorded_name=name, recorded_organisation=""
        )
    return Attribution(
        recorded_at=now,
        recorded_by=by.staff_id,
        recorded_role=by.staff_role_id,
        recorded_name=by.name,
        recorded_organisation=by.organisation_code,
    )
