"""A visit that another system told of, as an Encounter: what was told, and no more than that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.told_moves import Course
from accord.projections.fhir.elements import Made, coding, identifier, reference, without_gaps

V3_ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldVisit:
    """A visit as it was told. `is_told`: whether anything was, beside that it is planned."""

    visit_id: UUID
    number: str
    number_system: str
    course: Course
    is_told: bool
    person_id: UUID | None = None

    @property
    def status(self) -> str:
        """How it stands, in FHIR's words."""
        if not self.course.legs:
            return "cancelled" if self.is_told else "planned"
        return "finished" if self.course.end else "in-progress"


def encounter(visit: ToldVisit) -> Made:
    """Return a visit as an Encounter; whose it is, is said once that is certain."""
    legs = visit.course.legs
    return without_gaps(
        {
            "resourceType": "Encounter",
            "id": str(visit.visit_id),
            "identifier": [identifier(visit.number_system, visit.number)],
            "status": visit.status,
            "class": coding(V3_ACT, "IMP", "inpatient encounter"),
            "subject": reference("Patient", visit.person_id) if visit.person_id else {},
            "period": without_gaps(
                {"start": _instant(legs[0].start) if legs else "", "end": _instant(visit.course.end)}
            ),
            "serviceProvider": reference("Organization", legs[-1].place) if legs else {},
        }
    )


def _instant(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
