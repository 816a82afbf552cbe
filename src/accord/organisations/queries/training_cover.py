"""Training cover: how many of whom it is expected are current, by provider and for an area. No names, and counts alone.

What leaves the provider is controlled for small numbers (`accord.domain.small_numbers`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TextIO
from uuid import UUID

from accord.domain.competence import Competence, Cover, Currency
from accord.domain.organisations import OrganisationReference
from accord.domain.small_numbers import say_controlled
from accord.organisations.queries import areas, directory
from accord.organisations.queries.register import Register, registers

COLUMNS = ("provider_code", "provider_name", "site_type", "competence", "staff", *(each.value for each in Currency))
ALL = ("", "All providers", "")
_FORMULAS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderCover:
    """The cover of one provider, by competence; of what nothing is expected of anybody there, it has none."""

    provider: OrganisationReference
    covers: Mapping[Competence, Cover]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCover:
    """The cover of an area: its providers by name, and all of them together."""

    providers: Sequence[ProviderCover]

    def of(self, kind: Competence) -> list[tuple[OrganisationReference, Cover]]:
        """Return the providers in which this competence is expected of somebody."""
        return [(each.provider, each.covers[kind]) for each in self.providers if kind in each.covers]

    def together(self, kind: Competence) -> Cover:
        """Return the cover of all providers together."""
        return Cover.together(cover for _, cover in self.of(kind))


def of_area(area_id: UUID, on: date) -> AreaCover:
    """Return the cover of the providers for which an area answers on a day."""
    return _cover(areas.sites_of(area_id, on), on)


def of_all(on: date) -> AreaCover:
    """Return the cover of every provider on a day."""
    return _cover(frozenset(each.id for each in directory.sites(on=on)), on)


def of_register(held: Register) -> dict[Competence, Cover]:
    """Return the cover of one register, by what is expected of anybody in it."""
    covers = {kind: Cover.of(held.of(kind)) for kind in Competence}
    return {kind: cover for kind, cover in covers.items() if cover.staff}


def write_cover(out: TextIO, cover: AreaCover) -> int:
    """Write a CSV file of counts, controlled for small numbers: all providers together, then each; return its rows."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    rows = list(_rows(cover))
    writer.writerows(rows)
    return len(rows)


def write_own(out: TextIO, provider: OrganisationReference, covers: Mapping[Competence, Cover]) -> None:
    """Write a CSV file of one provider's own counts, as they are: they do not leave it."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for kind, cover in covers.items():
        counts = (cover.staff, *(cover.counts[each] for each in Currency))
        writer.writerow((*_named(provider), kind.value, *counts))


def _cover(sites: frozenset[UUID], on: date) -> AreaCover:
    known = directory.by_ids(sites)
    covers = {each.organisation_id: of_register(each) for each in registers(sorted(known), on)}
    named = sorted(known.values(), key=lambda each: (each.name, each.code))
    return AreaCover(providers=[ProviderCover(provider=one, covers=covers[one.id]) for one in named if covers[one.id]])


def _rows(cover: AreaCover) -> Iterator[tuple[str, ...]]:
    for kind in Competence:
        yield (*ALL, kind.value, *_controlled(cover.together(kind)))
    for kind in Competence:
        for provider, one in cover.of(kind):
            yield (*_named(provider), kind.value, *_controlled(one))


def _controlled(cover: Cover) -> Iterable[str]:
    return (say_controlled(cover.staff), *(say_controlled(cover.counts[each]) for each in Currency))


def _named(provider: OrganisationReference) -> tuple[str, str, str]:
    # A spreadsheet would run a name that begins like a formula.
    name = f"'{provider.name}" if provider.name.startswith(_FORMULAS) else provider.name
    return provider.code, name, provider.site_type.value
