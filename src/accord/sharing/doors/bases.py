"""On what basis a look rests, from the facts that the database found: by the policy that every other look goes by."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accord.domain.people import Identity, Practice, Stay, StayKind
from accord.domain.relationships import AccessBasis, Asking, CareRelationship, basis_by_place, basis_by_record

_NOBODY = UUID(int=0)


def basis_in(facts: bytes, asking: Asking) -> AccessBasis | None:
    """Return the basis, or None; `facts` is empty where nothing is recorded that could be one."""
    if not facts:
        return None
    read: dict[str, Any] = json.loads(facts)
    return basis_by_place(_person(read), asking) or basis_by_record(
        [_relationship(*each) for each in read["recorded"] or ()], asking
    )


def _person(read: dict[str, Any]) -> Identity:
    """Return as much of a person as says where they belong. What a restricted record keeps to itself stays out."""
    code, end = read["practice_code"], read["practice_to"]
    practice = Practice(code=code, end=date.fromisoformat(end) if end else None) if code else None
    return Identity(
        person_id=_NOBODY,
        restricted=read["restricted"],
        practice=None if read["restricted"] else practice,
        stays=tuple(_stay(*each) for each in read["stays"] or ()),
    )


def _stay(site_id: str, start: str, end: str | None) -> Stay:
    return Stay(
        id=_NOBODY,
        site_id=UUID(site_id),
        site_code="",
        site_name="",
        kind=StayKind.RESIDENT,
        start=datetime.fromisoformat(start),
        end=datetime.fromisoformat(end) if end else None,
    )


def _relationship(kind: str, organisation: str, role: str | None, begins: str, until: str | None) -> CareRelationship:
    return CareRelationship(
        kind=AccessBasis(kind),
        organisation_id=UUID(organisation),
        staff_role_id=UUID(role) if role else None,
        begins_at=datetime.fromisoformat(begins),
        until=datetime.fromisoformat(until) if until else None,
    )
