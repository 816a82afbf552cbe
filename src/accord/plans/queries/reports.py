"""Plans reported from elsewhere that somebody has settled: confirmed here, or set aside with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.organisations.queries import staff
from accord.plans.models import Reported, ReportKind, Settlement
from accord.plans.queries.records import Report
from accord.privileges.openings import read_rows

NOBODY = "somebody who is no longer listed here"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledReport:
    """A report as it was, and what became of it."""

    report: Report
    settlement: Settlement
    settled_at: datetime
    settled_by: str
    why: str


def settled(person_id: UUID) -> tuple[SettledReport, ...]:
    """Return the settled reports of a person, the latest settled first."""
    rows = read_rows(Reported, person_id, "WHERE settled_at IS NOT NULL ORDER BY settled_at DESC")
    names = staff.names_of([row.settled_by for row in rows if row.settled_by]) if rows else {}
    return tuple(_settled(row, names) for row in rows)


def _settled(row: Reported, names: Mapping[UUID, str]) -> SettledReport:
    # Both or neither, by a constraint; the query took those with both.
    assert row.settled_at is not None
    assert row.settled_by is not None
    return SettledReport(
        report=Report(
            report_id=row.id,
            kind=ReportKind(row.kind),
            source=row.source,
            reported_at=row.recorded_at,
            reported_by=row.recorded_name,
            content=row.content,
            contradictions=tuple(row.contradictions),
            unplaced=(),
            draft_id=row.draft_id,
        ),
        settlement=Settlement(row.settlement),
        settled_at=row.settled_at,
        settled_by=names.get(row.settled_by, NOBODY),
        why=row.settled_words,
    )
