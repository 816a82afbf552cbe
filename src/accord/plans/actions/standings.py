"""Writing what an emergency reads, in the transaction of whatever changed it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accord.domain.codec import to_json
from accord.domain.lifecycle import Step
from accord.domain.people import Identity
from accord.domain.plan.clinical import Intervention
from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.keeping import ReviewRule
from accord.domain.plan.people_involved import Conversation
from accord.domain.plan.wishes import ConsentToShare, SharingWishes
from accord.domain.respect_flat.codes import SENIOR
from accord.domain.respect_flat.reported_plans import SIGNATURES
from accord.plans.actions import sharing_wishes
from accord.plans.queries import records
from accord.plans.queries.records import Fact, Records, Report, StandingVersion
from accord.plans.queries.subjects import subject
from accord.privileges.prepared import prepared_cursor
from accord.projections.emergency import CurrentLayer, ReportedPlan, sheet
from accord.projections.emergency.sheets import Elsewhere

OBJECTED = frozenset({ConsentToShare.REFUSED, ConsentToShare.WITHDRAWN})
WRITE = """
    /* plans: what an emergency reads of a person, anew */
    UPDATE plans_standing SET sheet = %s::jsonb, is_shared = %s, updated_at = %s WHERE person_id = %s
"""


def refresh(person_id: UUID, now: datetime, elsewhere: Iterable[Elsewhere] | None = None) -> None:
    """Write the standing of a person who is held, from everything that stands for them now.

    `elsewhere` is what is held elsewhere, as it is told now; where it is not told, the database keeps what was.
    """
    held = records.of(person_id)
    layers = [layer_of(each) for each in held.layers]
    sheet_now = sheet_of(held, layers, now, sharing_wishes.latest(held))
    if elsewhere is not None:
        sheet_now["elsewhere"] = [to_json(each) for each in elsewhere]
    made = json.dumps(sheet_now)
    with prepared_cursor() as cursor:
        cursor.execute(WRITE, [made, is_shared(subject(person_id), layers, held.reports), now, person_id])


def sheet_of(
    held: Records,
    layers: Iterable[CurrentLayer],
    now: datetime,
    sharing: SharingWishes | None = None,
    talks: Iterable[Conversation] | None = None,
) -> dict[str, Any]:
    """Return the sheet for these layers, with the statements, legal documents, conversations and reports that stand.

    `sharing` are the person's latest wishes about sharing (`sharing_wishes`), which outlive the plan that held them;
    `talks` are the conversations as they stand, those that are `held` unless they are given.
    """
    return sheet(
        layers=layers,
        statements=held.statements,
        legal=held.legal,
        reported=[_reported(each) for each in held.reports],
        sharing=sharing,
        conversations=[each.conversation for each in held.conversations] if talks is None else talks,
        now=now,
    )


def layer_of(version: StandingVersion) -> CurrentLayer:
    """Return a current version as the sheet reads it."""
    return current_layer(version.version_id, version.number, version.document, version.facts)


def current_layer(
    version_id: UUID, number: int, document: SignedDocument, facts: tuple[Fact, ...] = ()
) -> CurrentLayer:
    """Return a document, with what has been appended to it, as the sheet reads it."""
    endorsed, reviewed = _last(facts, Step.ENDORSED), _last(facts, Step.REVIEWED)
    due = reviewed.detail.get("due") if reviewed else None
    is_indefinite = bool(reviewed and reviewed.detail.get("indefinite_why"))
    return CurrentLayer(
        layer=records.layer_of(version_id, number, document, facts),
        document=document,
        endorsed_at=endorsed.at if endorsed else None,
        endorsed_by=endorsed.recorded_name if endorsed else "",
        reviewed_at=reviewed.at if reviewed else None,
        reviewed_by=reviewed.recorded_name if reviewed else "",
        reviewed_rule=ReviewRule.DATED if due else ReviewRule.INDEFINITE if is_indefinite else None,
        reviewed_due=date.fromisoformat(due) if due else None,
    )


def is_shared(person: Identity, layers: Iterable[CurrentLayer], reports: Iterable[Report] = ()) -> bool:
    """Return whether what stands may leave this system: a verified NHS number, and no objection.

    An objection in a report counts too: one that came with a merged record is the same person's.
    """
    plans = (*(layer.document.plan for layer in layers), *(report.plan for report in reports))
    sharing = [plan.sharing for plan in plans]
    return person.is_verified and not any(each is not None and each.consent in OBJECTED for each in sharing)


def _last(facts: tuple[Fact, ...], step: Step) -> Fact | None:
    return next((fact for fact in reversed(facts) if fact.step is step), None)


def _reported(report: Report) -> ReportedPlan:
    return ReportedPlan(
        source=report.source,
        reported_at=report.reported_at,
        reported_by=report.reported_by,
        plan=report.plan,
        words=report.words,
        location=report.location,
        contradictions=report.contradictions,
        decided_by=_decided_by(report.content),
        organisation_code=str(report.content.get("organisation_code") or ""),
        says=report.says,
        decided_at=report.decided_at,
        refuses=tuple(Intervention(each) for each in report.content.get("refuses") or ()),
    )


def _decided_by(content: Mapping[str, Any]) -> str:
    """Return who signed a form from elsewhere, as the form says: the senior responsible clinician first."""
    if content.get("sent"):
        return str(content.get("decided_by") or "")
    items = ((content.get("form") or {}).get(SIGNATURES) or {}).get("items") or []
    signed = sorted((each for each in items if each.get("name")), key=lambda each: each.get("kind") != SENIOR)
    return str(signed[0]["name"]) if signed else ""
