"""Look an organisation up by its code or id."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from accord.domain.organisations import OrganisationReference, SiteType
from accord.organisations.models import Organisation
from accord.organisations.models.periods import valid_on
from accord.privileges.prepared import prepared_cursor

KEPT = 60
"""Seconds."""
MOST = 4_096
_kept: dict[UUID | str, tuple[int, OrganisationReference]] = {}
"""By id and by code: in which minute it was looked up, and what was found."""
BY_IDS_OR_CODES = """
    /* organisations: the places that a person's page names */
    SELECT id, ods_code, name, site_type, places FROM organisations_organisation
    WHERE id = ANY(%s::uuid[]) OR ods_code = ANY(%s)
"""


def by_code(code: str, *, on: date | None = None) -> OrganisationReference | None:
    """Return the organisation with this ODS code; with `on`, only if the code was valid on that day."""
    rows = Organisation.objects.filter(ods_code=code.strip().upper())
    if on is not None:
        rows = rows.filter(valid_on(on))
    found = rows.first()
    return refer(found) if found else None


def by_codes(codes: Iterable[str]) -> dict[str, OrganisationReference]:
    """Return the organisations with these codes, by code; codes that are not known are left out."""
    return {row.ods_code: refer(row) for row in Organisation.objects.filter(ods_code__in=set(codes))}


def by_id(organisation_id: UUID) -> OrganisationReference:
    """Return the organisation with this id."""
    return refer(Organisation.objects.get(pk=organisation_id))


def by_ids(ids: Iterable[UUID]) -> dict[UUID, OrganisationReference]:
    """Return the organisations with these ids, by id."""
    return {row.id: refer(row) for row in Organisation.objects.filter(pk__in=set(ids))}


def by_ids_or_codes(ids: Iterable[UUID], codes: Iterable[str]) -> Sequence[OrganisationReference]:
    """Return the organisations with these ids or these codes, in one query."""
    with prepared_cursor() as cursor:
        cursor.execute(BY_IDS_OR_CODES, [list(ids), list(codes)])
        return [
            OrganisationReference(id=id_, code=code, name=name, site_type=SiteType(site_type), places=places)
            for id_, code, name, site_type, places in cursor.fetchall()
        ]


def named(ids: Collection[UUID], codes: Collection[str] = ()) -> Sequence[OrganisationReference]:
    """Return the organisations with these ids or codes, for their names: as they were at most a minute ago.

    Every page of a person names their practice, every signature asks where they are, and the directory changes a few
    times a year. What is not known is looked up again each time.
    """
    minute = int(time.monotonic() // KEPT)
    asked: set[UUID | str] = {*ids, *codes}
    found = {key: held[1] for key in asked if (held := _kept.get(key)) and held[0] == minute}
    new_ids, new_codes = set(ids) - found.keys(), set(codes) - found.keys()
    if new_ids or new_codes:
        if len(_kept) > MOST:
            _kept.clear()
        for one in by_ids_or_codes(new_ids, new_codes):
            _kept[one.id] = _kept[one.code] = (minute, one)
            found[one.id] = one
    return list({one.id: one for one in found.values()}.values())


def named_by_id(organisation_id: UUID) -> OrganisationReference:
    """Return the organisation with this id, as it was at most a minute ago."""
    found = named([organisation_id])
    return found[0] if found else by_id(organisation_id)


def forget() -> None:
    """Look everything up again from here on: organisations were loaded in this process."""
    _kept.clear()


def sites(*, kinds: Iterable[SiteType] | None = None, on: date) -> Sequence[OrganisationReference]:
    """Return the organisations of these kinds (or of all) that exist on a day, by name."""
    rows = Organisation.objects.filter(valid_on(on))
    if kinds is not None:
        rows = rows.filter(site_type__in=[kind.value for kind in kinds])
    return [refer(row) for row in rows.order_by("name", "ods_code")]


def refer(row: Organisation) -> OrganisationReference:
    """Return the reference that other rooms hold."""
    return OrganisationReference(
        id=row.id, code=row.ods_code, name=row.name, site_type=SiteType(row.site_type), places=row.places
    )
