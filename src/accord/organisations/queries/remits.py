"""For which organisations somebody acts: their own, and what is part of it or run by it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.utils import timezone

from accord.domain.organisations import RelationshipKind
from accord.domain.relationships import Remit
from accord.organisations.models import Relationship
from accord.organisations.models.periods import valid_on
from accord.organisations.queries.directory import KEPT, MOST

WITHIN = (RelationshipKind.PART_OF, RelationshipKind.OPERATED_BY)
FURTHEST = 3
"""A home of a company of a group, a site of a trust: deeper than this is a loop in the data."""


def remit_of(organisation_id: UUID, code: str) -> Remit:
    """Return everything for which staff of an organisation act, as the directory had it at most a minute ago."""
    return _remit(organisation_id, code, int(time.monotonic() // KEPT))


def forget() -> None:
    """Look everything up again from here on: how organisations relate was loaded in this process."""
    _remit.cache_clear()


@lru_cache(MOST)
def _remit(organisation_id: UUID, code: str, minute: int) -> Remit:
    found = {organisation_id: code}
    for _ in range(FURTHEST):
        within = {key: name for key, name in _within(found) if key not in found}
        if not within:
            break
        found |= within
    return Remit(ids=frozenset(found), codes=frozenset(found.values()))


def _within(organisations: Iterable[UUID]) -> Iterable[tuple[UUID, str]]:
    day = timezone.localdate()
    rows = Relationship.objects.filter(valid_on(day), valid_on(day, "source__"))
    rows = rows.filter(kind__in=[kind.value for kind in WITHIN], target_id__in=list(organisations))
    return rows.values_list("source_id", "source__ods_code")
