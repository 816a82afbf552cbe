"""What stands for a person, in one indexed look-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.plans.models import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """The sheet that `projections.emergency.view` reads, whether it may leave this system, and when it was written."""

    sheet: dict[str, Any]
    is_shared: bool
    updated_at: datetime


def of(person_id: UUID) -> Stands | None:
    """Return what stands for a person, or None when nothing has ever been written about them here."""
    row = Standing.objects.filter(pk=person_id).first()
    if row is None or not row.sheet:
        return None
    return Stands(sheet=row.sheet, is_shared=row.is_shared, updated_at=row.updated_at)


def sheet(person_id: UUID) -> dict[str, Any] | None:
    """Return the sheet alone, or None. Absence is no answer: the screen says that no plan is known here."""
    found = of(person_id)
    return found.sheet if found else None
