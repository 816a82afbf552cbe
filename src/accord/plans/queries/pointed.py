"""The current plans to which a pointer may lead from elsewhere: which and for whom, and nothing of what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.plan.wishes import Scope
from accord.plans.models import Current
from accord.privileges.prepared import prepared_cursor

OF_PERSON = """
    /* plans: what is current of one person and may leave this system */
    SELECT v.id, v.scope, v.organisation_code, v.signed_at FROM plans_version v
    JOIN plans_current c ON c.person_id = v.person_id AND c.version_id = v.id
    JOIN plans_standing s ON s.person_id = v.person_id
    WHERE v.person_id = %s AND s.is_shared ORDER BY v.signed_at
"""
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """A current plan that may be pointed to."""

    version_id: UUID
    scope: Scope
    organisation_code: str
    signed_at: datetime


def of(person_id: UUID) -> Sequence[Pointed]:
    """Return the current plans of somebody that may be pointed to: none where the person objects to sharing one."""
    with prepared_cursor() as cursor:
        cursor.execute(OF_PERSON, [person_id])
        rows = cursor.fetchall()
    return [
        Pointed(version_id=key, scope=Scope(scope), organisation_code=code, signed_at=at)
        for key, scope, code, at in rows
    ]


def people() -> Iterator[UUID]:
    """Yield everybody who has a current plan, once each. The software alone may ask this."""
    yield from Current.objects.order_by("person_id").values_list("person_id", flat=True).distinct().iterator(AT_ONCE)
