"""Rows of organisations.csv: `ods_code, name, primary_role, roles, site_type, places, valid_from, valid_to`.

`roles` holds further RO codes with `;` between; each may carry its own dates as `RO76:2013-04-01:2020-03-31`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from accord.domain.organisations import SiteType
from accord.organisations.actions.tables import Line, Reject, lines
from accord.organisations.models import Organisation, OrganisationRole

TABLE = "organisations"
COLUMNS = ("ods_code", "name", "primary_role", "site_type")
_Role = tuple[str, date | None, date | None]


def load(path: Path, rejects: list[Reject]) -> int:
    """Load organisations and their roles; return how many rows were taken."""
    rows: dict[str, Organisation] = {}
    roles: dict[str, list[_Role]] = {}
    for line in lines(TABLE, path, COLUMNS):
        row, further = _organisation(line), _roles(line)
        if row.ods_code in rows:
            line.reject("ods_code", "stands on an earlier line of this file too")
        rejects.extend(line.rejects)
        if not line.rejects:
            rows[row.ods_code], roles[row.ods_code] = row, further
    _save(list(rows.values()), roles)
    return len(rows)


def _organisation(line: Line) -> Organisation:
    start, end = line.period()
    return Organisation(
        ods_code=line.code("ods_code"),
        name=line.required("name"),
        primary_role=line.code("primary_role"),
        site_type=line.one_of("site_type", SiteType, SiteType.OTHER).value,
        places=line.whole("places"),
        valid_from=start,
        valid_to=end,
    )


def _roles(line: Line) -> list[_Role]:
    return [_role(line, part.strip()) for part in line.text("roles").split(";") if part.strip()]


def _role(line: Line, part: str) -> _Role:
    code, _, dates = part.partition(":")
    start, _, end = dates.partition(":")
    try:
        return code.upper(), _day(start), _day(end)
    except ValueError:
        line.reject("roles", "has a role whose dates cannot be read")
        return code, None, None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _save(rows: list[Organisation], roles: dict[str, list[_Role]]) -> None:
    Organisation.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["ods_code"],
        update_fields=["name", "primary_role", "site_type", "places", "valid_from", "valid_to"],
    )
    ids = dict(Organisation.objects.filter(ods_code__in=list(roles)).values_list("ods_code", "id"))
    OrganisationRole.objects.bulk_create(
        [
            OrganisationRole(organisation_id=ids[ods_code], code=code, valid_from=start, valid_to=end)
            for ods_code, further in roles.items()
            for code, start, end in further
        ],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["organisation", "code", "valid_from"],
        update_fields=["valid_to"],
    )
