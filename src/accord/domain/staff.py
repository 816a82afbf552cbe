"""Organisations and staff as the directory keeps them: with their periods, whoever they are today."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from accord.domain.authority import Grade, Role
from accord.domain.organisations import OrganisationReference, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """An organisation, and from when to when it exists."""

    organisation: OrganisationReference
    exists: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPerson:
    """A member of staff: their name and, where they have one, their registration."""

    id: UUID
    name: str
    register: str = ""
    registration_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPost:
    """What a member of staff does at an organisation, and from when to when."""

    id: UUID
    staff: StaffPerson
    organisation: OrganisationReference
    role: Role
    grade: Grade
    period: Period
