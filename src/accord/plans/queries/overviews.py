"""What the person page says of somebody's plans: who signed what, what is open, and how much else is recorded.

It is the page that is opened most, so no document is read for it: everything stands in columns beside the documents.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.domain.lifecycle import Step
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.wishes import Scope
from accord.domain.standing import Suspension
from accord.domain.statements import Statement
from accord.plans.queries.drafts import OpenDraft
from accord.plans.queries.records import fact_from, statements_from, suspensions_of
from accord.privileges import openings
from accord.privileges.prepared import prepared_cursor

OF_PERSON = """
    /* plans: what is current for one person, what is open, and how much else is recorded */
    SELECT versions, statements, drafts, reports, conversations, instruments FROM accord_read_overview(%s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentVersion:
    """A version that is current: what it says about CPR, who signed it, and what happened to it since."""

    version_id: UUID
    scope: Scope
    number: int
    cpr: CprRecommendation
    signed_at: datetime
    signed_by: UUID
    signed_name: str
    awaits_endorsement: bool
    suspensions: tuple[Suspension, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is current for a person and what is open, and how many conversations, legal documents and reports stand."""

    versions: tuple[CurrentVersion, ...]
    statements: tuple[Statement, ...]
    drafts: tuple[OpenDraft, ...]
    reports: int
    conversations: int
    instruments: int


def of(person_id: UUID) -> Overview:
    """Return the overview of a person's plans."""
    with prepared_cursor() as cursor:
        cursor.execute(OF_PERSON, [openings.ticket(person_id)])
        versions, statements, drafts, reports, conversations, instruments = cursor.fetchone()
    return Overview(
        versions=tuple(_version(row) for row in _rows(versions)),
        statements=statements_from(_rows(statements)),
        drafts=tuple(_draft(row, person_id) for row in _rows(drafts)),
        reports=reports,
        conversations=conversations,
        instruments=instruments,
    )


def _rows(column: str | None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(column) if column else []
    return rows


def _version(row: Mapping[str, Any]) -> CurrentVersion:
    facts = tuple(fact_from(fact) for fact in row["facts"] or ())
    is_endorsed = any(fact.step is Step.ENDORSED for fact in facts)
    return CurrentVersion(
        version_id=UUID(row["version_id"]),
        scope=Scope(row["scope"]),
        number=row["number"],
        cpr=CprRecommendation(row["cpr"]),
        signed_at=datetime.fromisoformat(row["signed_at"]),
        signed_by=UUID(row["signed_by"]),
        signed_name=row["signed_name"],
        awaits_endorsement=row["endorsement_due"] is not None and not is_endorsed,
        suspensions=suspensions_of(facts),
    )


def _draft(row: Mapping[str, Any], person_id: UUID) -> OpenDraft:
    return OpenDraft(
        draft_id=UUID(row["draft_id"]),
        person_id=person_id,
        scope=Scope(row["scope"]),
        opened_name=row["opened_name"],
        opened_at=datetime.fromisoformat(row["opened_at"]),
    )
