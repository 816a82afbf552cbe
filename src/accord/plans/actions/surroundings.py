"""Where a person is cared for, and the signer's organisation: looked up in the directory, and kept for a minute.

The directory changes a few times a year and is asked several questions at every signature; a minute's delay before a
new name or area is used changes nothing, and it halves what a signature asks of the database.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.moments import Moment
from accord.domain.organisations import OrganisationReference
from accord.domain.people import Identity
from accord.organisations.queries import areas, directory
from accord.projections.facts import Site

KEPT = 60
"""Seconds."""
MOST = 4_096


def organisation_name(organisation_id: UUID, now: datetime) -> str:
    """Return the name of an organisation, for the signature."""
    return _by_id(organisation_id, _minute(now)).name


def site_of(person: Identity, by: Actor, now: datetime) -> Site:
    """Return where the person is cared for: where they stay, else their practice, else where the signer works.

    Nothing is said of where a restricted person is.
    """
    if person.restricted:
        return Site()
    minute, stay = _minute(now), person.current_stay
    practice = _by_code(person.practice.code, minute) if person.practice and stay is None else None
    site = practice or _by_id(stay.site_id if stay else by.organisation_id, minute)
    return Site(code=site.code, type=site.site_type.value, area_code=_area(site.id, Moment.of(now).day, minute))


def _minute(now: datetime) -> int:
    return int(now.timestamp() // KEPT)


@lru_cache(MOST)
def _by_id(organisation_id: UUID, minute: int) -> OrganisationReference:
    return directory.by_id(organisation_id)


@lru_cache(MOST)
def _by_code(code: str, minute: int) -> OrganisationReference | None:
    return directory.by_code(code)


@lru_cache(MOST)
def _area(site_id: UUID, day: date, minute: int) -> str:
    area = areas.area_of(site_id, day)
    return area.code if area else ""
