"""What is known of a signer's competence as they sign: looked up in the register, and kept for a minute.

A register changes a few times a year for each member of staff; a minute's delay before a new entry counts changes
nothing, and a signature asks the database nothing more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings

from accord.domain.authority import Actor, Role
from accord.domain.competence import TO_SIGN, Competence, Held, SignerCompetence, all_on
from accord.domain.moments import Moment
from accord.privileges.prepared import prepared_cursor

KEPT = 60
"""Seconds."""
MOST = 4_096
OF_SIGNER = """
    /* organisations: a signer's competence, which kinds their organisation keeps, and the last day of their role */
    SELECT
      (SELECT nullif(max(least(coalesce(r.valid_to, 'infinity'), coalesce(o.valid_to, 'infinity'))), 'infinity')
         FROM organisations_staffrole r JOIN organisations_organisation o ON o.id = r.organisation_id
         WHERE r.staff_id = %(staff)s AND r.organisation_id = %(organisation)s AND r.role = %(role)s
           AND (r.valid_from IS NULL OR r.valid_from <= %(today)s)),
      (SELECT jsonb_agg(jsonb_build_array(l.kind, l.completed_on, l.valid_until)) FROM (
         SELECT DISTINCT ON (kind, organisation_id) kind, completed_on, valid_until, withdrawn
         FROM organisations_competencerecord WHERE staff_id = %(staff)s
         ORDER BY kind, organisation_id, id DESC) l WHERE NOT l.withdrawn),
      (SELECT jsonb_agg(DISTINCT l.kind) FROM (
         SELECT DISTINCT ON (staff_id, kind) kind, withdrawn
         FROM organisations_competencerecord WHERE organisation_id = %(organisation)s
         ORDER BY staff_id, kind, id DESC) l WHERE NOT l.withdrawn)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    role_until: date | None
    held: tuple[Held, ...]
    kept: frozenset[Competence]


def of_signer(by: Actor, now: datetime) -> SignerCompetence:
    """Return how the competence that signing asks for stands for whoever signs, as it was at most a minute ago."""
    today = Moment.of(now).day
    known = _look_up(by.staff_id, by.organisation_id, by.role, today, int(now.timestamp() // KEPT))
    ended = known.role_until is not None and known.role_until < today
    return SignerCompetence(
        stands=all_on(
            known.held, kinds=TO_SIGN, kept=known.kept, on=today, warn_days=settings.ACCORD_TRAINING_WARN_DAYS
        ),
        role_ended=known.role_until if ended else None,
    )


def forget() -> None:
    """Look everybody up again from here on: something was recorded in this process."""
    _look_up.cache_clear()


@lru_cache(MOST)
def _look_up(staff_id: UUID, organisation_id: UUID, role: Role, today: date, minute: int) -> _Known:
    asked = {"staff": staff_id, "organisation": organisation_id, "role": role.value, "today": today}
    with prepared_cursor() as cursor:
        cursor.execute(OF_SIGNER, asked)
        role_until, held, kept = cursor.fetchone()
    return _Known(
        role_until=role_until,
        held=tuple(_held(*row) for row in _loaded(held)),
        kept=frozenset(Competence(kind) for kind in _loaded(kept)),
    )


def _held(kind: str, completed_on: str, valid_until: str | None) -> Held:
    return Held(
        kind=Competence(kind),
        completed_on=date.fromisoformat(completed_on),
        valid_until=date.fromisoformat(valid_until) if valid_until else None,
    )


def _loaded(column: str | None) -> list[Any]:
    return json.loads(column) if column else []
