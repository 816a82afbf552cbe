"""Which systems there are, and whose a token is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accord.access.models import System, SystemToken
from accord.domain.authority import Actor, Grade, Role
from accord.domain.system_scopes import SystemScope, is_covered, read_scope
from accord.organisations.queries import directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A system as it is registered."""

    id: UUID
    name: str
    organisation_code: str
    scopes: tuple[SystemScope, ...]
    keys: dict[str, Any] | None
    keys_address: str
    registered_at: datetime
    closed_at: datetime | None
    a_minute: int
    """How many requests it may send a minute; 0 for any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Who comes with a token: a system, which acts for its organisation, and what the token allows."""

    actor: Actor
    scopes: tuple[SystemScope, ...]
    a_minute: int
    """How many requests its system may send a minute; 0 for any number."""

    def may(self, scope: SystemScope) -> bool:
        """Return whether the token allows this."""
        return is_covered(scope, self.scopes)


def find(system_id: UUID) -> Registered | None:
    """Return a system that is not closed."""
    row = System.objects.select_related("organisation").filter(pk=system_id, closed_at=None).first()
    return _registered(row) if row else None


def all_of_them() -> Sequence[Registered]:
    """Return every system that was ever registered, the first one first."""
    return [_registered(row) for row in System.objects.select_related("organisation").order_by("registered_at", "id")]


def names(system_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return what these systems are called, also those that are closed."""
    return dict(System.objects.filter(pk__in=list(system_ids)).values_list("id", "name"))


def bearer(token: str) -> Bearer | None:
    """Return who comes with a token; None where it is none, has ended, or its system or organisation is gone."""
    now = timezone.now()
    given = SystemToken.objects.select_related("system__organisation").filter(
        hashed=hashed(token), ends_at__gt=now, system__closed_at=None
    )
    row = given.first()
    actor = _actor(row.system) if row else None
    if row is None or actor is None:
        return None
    return Bearer(actor=actor, scopes=tuple(read_scope(each) for each in row.scopes), a_minute=_a_minute(row.system))


def actor_of(system_id: UUID) -> Actor | None:
    """Return a system that is not closed, acting for its organisation; None where that is gone."""
    row = System.objects.select_related("organisation").filter(pk=system_id, closed_at=None).first()
    return _actor(row) if row else None


def hashed(secret: str) -> str:
    """Return the hash under which a token, or a used assertion, is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _actor(system: System) -> Actor | None:
    organisation = directory.by_code(system.organisation.ods_code, on=timezone.localdate())
    if organisation is None:
        return None
    return Actor(
        staff_id=system.id,
        staff_role_id=system.id,
        role=Role.SYSTEM,
        grade=Grade.OTHER,
        organisation_id=organisation.id,
        organisation_code=organisation.code,
        name=system.name,
    )


def _registered(row: System) -> Registered:
    return Registered(
        id=row.id,
        name=row.name,
        organisation_code=row.organisation.ods_code,
        scopes=tuple(read_scope(each) for each in row.scopes),
        keys=row.keys,
        keys_address=row.keys_address,
        registered_at=row.registered_at,
        closed_at=row.closed_at,
        a_minute=_a_minute(row),
    )


def _a_minute(row: System) -> int:
    said: int = settings.ACCORD_SYSTEM_REQUESTS
    return said if row.a_minute is None else row.a_minute
