"""Organisations of the field: what kind of site, how they relate, and the reference that other rooms hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from accord.domain.choices import Choice

EVERY_AREA = "*"
"""Stands, where something is said for each area, for every other one."""


class SiteType(Choice):
    """Where a person is cared for (dataset column `site_type`)."""

    NURSING_HOME = "nursing_home", "Nursing home"
    RESIDENTIAL_HOME = "residential_home", "Residential home"
    SUPPORTED_LIVING = "supported_living", "Supported living"
    HOME_CARE = "home_care", "Home care"
    GP_PRACTICE = "gp_practice", "GP practice"
    ACUTE_HOSPITAL = "acute_hospital", "Acute hospital"
    COMMUNITY_HOSPITAL = "community_hospital", "Community hospital"
    MENTAL_HEALTH = "mental_health", "Mental health service"
    HOSPICE = "hospice", "Hospice"
    AMBULANCE = "ambulance", "Ambulance service"
    OTHER = "other", "Other"


class RelationshipKind(StrEnum):
    """How one organisation stands to another, for a time (ODS relationships, `reference/interop.md` 4.3)."""

    PART_OF = "part_of"
    OPERATED_BY = "operated_by"
    COMMISSIONED_BY = "commissioned_by"
    IN_AREA_OF = "in_area_of"


ODS_RELATIONSHIPS: dict[str, RelationshipKind] = {
    "RE2": RelationshipKind.PART_OF,
    "RE4": RelationshipKind.COMMISSIONED_BY,
    "RE5": RelationshipKind.IN_AREA_OF,
    "RE6": RelationshipKind.OPERATED_BY,
}
"""The relationship codes of the Organisation Data Service that we read. RE2 (sub-division of) is to be confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationReference:
    """An organisation as other rooms speak of it."""

    id: UUID
    code: str
    name: str
    site_type: SiteType
    places: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a day, to a day, both included; no `end` means still so, no `start` means always was."""

    start: date | None = None
    end: date | None = None

    def covers(self, on: date) -> bool:
        """Return whether `on` lies within the period."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)
