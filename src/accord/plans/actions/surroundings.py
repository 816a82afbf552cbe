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
from accord.domain.people import Identity
from accord.organisations.queries import areas, directory
from accord.projections.facts import Site


def organisation_name(organisation_id: UUID) -> str:
    """Return the name of an organisation, for the signature."""
    return directory.named_by_id(organisation_id).name


def site_of(person: Identity, by: Actor, now: datetime) -> Site:
    """Return where the person is cared for: where they stay, else their practice, else where the signer works.

    Nothing is said of where a restricted person is.
    """
    if person.restricted:
        return Site()
    stay = person.current_stay
    practice = directory.named((), [person.practice.code]) if person.practice and stay is None else ()
    site = practice[0] if practice else directory.named_by_id(stay.site_id if stay else by.organisation_id)
    minute = int(now.timestamp() // directory.KEPT)
    return Site(code=site.code, type=site.site_type.value, area_code=_area(site.id, Moment.of(now).day, minute))


@lru_cache(directory.MOST)
def _area(site_id: UUID, day: date, minute: int) -> str:
    area = areas.area_of(site_id, day)
    return area.code if area else ""
