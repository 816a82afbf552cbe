"""Plans reported from elsewhere that somebody has settled: confirmed here, or set aside with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.organisations.queries import staff
from accord.plans.models import Reported, ReportKind, Settlement
from accord.plans.queries.records import Report
from accord.privileges.openings import read_rows

NOBODY = "somebody who is no longer listed here"
BY_ITS_SENDER = (Settlement.REPLACED, Settlement.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledReport:
    """A report as it was, and what became of it."""

    report: Report
    settlement: Settlement
    settled_at: datetime
    settled_by: str
    why: str


def settled(person_id: UUID) -> tuple[SettledReport, ...]:
    """Return the settled reports of a person, the latest settled first; a withdrawal is told with what it ended."""
    rows = read_rows(Reported, person_id, "WHERE settled_at IS NOT NULL ORDER BY settled_at DESC")
    names = staff.names_of([row.settled_by for row in rows if row.settled_by]) if rows else {}
    return tuple(_settled(row, names) for row in rows if not (row.content.get("sent") or {}).get("is_withdrawal"))


def person_of(report_id: UUID, *, sent_by: str) -> UUID | None:
    """Return whose report it is, where an organisation's system sent it; None where that is not so."""
    rows = Reported.objects.filter(pk=report_id, recorded_organisation=sent_by)
    return rows.values_list("person_id", flat=True).first()


def resource_of(report_id: UUID, person_id: UUID) -> dict[str, Any] | None:
    """Return what a system sent, as it sent it; None where a report did not come from a system."""
    row = next(iter(read_rows(Reported, person_id, "WHERE id = %s", [report_id])), None)
    held: dict[str, Any] | None = (row.content.get("sent") or {}).get("resource") if row else None
    return held


def is_withdrawn(report_id: UUID, person_id: UUID) -> bool:
    """Return whether whoever reported it took it back."""
    row = next(iter(read_rows(Reported, person_id, "WHERE id = %s", [report_id])), None)
    return row is not None and row.settlement == Settlement.WITHDRAWN.value


def latest_of(person_id: UUID, key: str, *, sent_by: str) -> tuple[dict[str, Any], UUID] | None:
    """Return what an organisation's systems sent last of an item under this key, and the report of it."""
    of_key = "WHERE recorded_organisation = %s AND content -> 'sent' -> 'keys' ? %s ORDER BY recorded_at DESC, id DESC"
    row = next(iter(read_rows(Reported, person_id, of_key, [sent_by, key])), None)
    return (row.content["sent"]["resource"], row.id) if row else None


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
        settled_by=row.source if row.settlement in BY_ITS_SENDER else names.get(row.settled_by, NOBODY),
        why=row.settled_words,
    )
