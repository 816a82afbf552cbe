"""Which local area answers for a site, on a given day.

Relationships are dated and organisations merge, so every step is read at the day asked for, and only between
organisations that exist on it (`reference/interop.md` 4.3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import F

from accord.domain.organisations import OrganisationReference, RelationshipKind
from accord.organisations.models import Organisation, Relationship
from accord.organisations.models.periods import valid_on
from accord.organisations.queries.directory import refer

_Steps = Mapping[UUID, Mapping[RelationshipKind, UUID]]
FURTHEST = 4
"""Part of a part of a part … deeper than this is a loop in the data."""


def area_of(site_id: UUID, on: date) -> OrganisationReference | None:
    """Return the area that answers for a site on a day, or None when the directory does not say.

    The area that the site lies in; else the area that commissions it (practice to sub-ICB location); else the
    area of what it is part of. An operator's address says nothing about the area of its homes.
    """
    found = _area(site_id, _Walk(on))
    return refer(Organisation.objects.get(pk=found)) if found else None


def areas_over(site_id: UUID, on: date) -> tuple[str, ...]:
    """Return the codes of the area that answers for a site on a day, and of those that it is part of in turn."""
    found, codes = area_of(site_id, on), list[str]()
    while found is not None and found.code not in codes:
        codes.append(found.code)
        above = _Walk(on)[found.id].get(RelationshipKind.PART_OF)
        found = refer(Organisation.objects.get(pk=above)) if above else None
    return tuple(codes)


def areas_on(on: date) -> dict[str, str]:
    """Return the area's code for each site's code, on a day: for exports, in three queries however many sites."""
    steps = _all_steps(on)
    codes = dict(Organisation.objects.filter(valid_on(on)).values_list("id", "ods_code"))
    found = {site: _area(site, steps) for site in codes}
    return {codes[site]: codes[area] for site, area in found.items() if area in codes}


def sites_of(area_id: UUID, on: date) -> frozenset[UUID]:
    """Return the sites for which an area answers on a day: directly, or through an area that is part of it."""
    steps = _all_steps(on)
    # A look at a step that is not there adds it: the sites are listed first.
    known = tuple(steps)
    held = {area_id, *(part for part in known if steps[part].get(RelationshipKind.PART_OF) == area_id)}
    return frozenset(site for site in known if _area(site, steps) in held)


def _area(site: UUID, steps: _Steps | _Walk) -> UUID | None:
    for _ in range(FURTHEST):
        here = steps[site]
        area = here.get(RelationshipKind.IN_AREA_OF) or here.get(RelationshipKind.COMMISSIONED_BY)
        if area is not None:
            return area
        parent = here.get(RelationshipKind.PART_OF)
        if parent is None:
            return None
        site = parent
    return None


class _Walk:
    """The steps from one site at a time, read when they are needed."""

    def __init__(self, on: date) -> None:
        self._on = on

    def __getitem__(self, site: UUID) -> Mapping[RelationshipKind, UUID]:
        return _steps_of(self._on, site)[site]


def _all_steps(on: date) -> _Steps:
    return _steps_of(on, None)


def _steps_of(on: date, site: UUID | None) -> _Steps:
    rows = Relationship.objects.filter(valid_on(on), valid_on(on, "source__"), valid_on(on, "target__"))
    if site is not None:
        rows = rows.filter(source_id=site)
    steps: dict[UUID, dict[RelationshipKind, UUID]] = defaultdict(dict)
    latest_last = rows.order_by(F("valid_from").asc(nulls_first=True), "id")
    for source, kind, target in latest_last.values_list("source_id", "kind", "target_id"):
        steps[source][RelationshipKind(kind)] = target
    return steps
