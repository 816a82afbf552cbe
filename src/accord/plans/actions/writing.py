"""The statements of signing, named and commented. The object layer would take nine round trips for the one below."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.plans.actions.tasking import OF_A_CURRENT_VERSION, NewTask
from accord.plans.models import Draft, TaskKind
from accord.privileges import openings
from accord.privileges.prepared import prepared_cursor

TO_SIGN = """
    /* plans: a draft about to be signed, with its parts, what is current in its scope, and the versions before it */
    SELECT person_id, scope, base_version, state, parts, current_version, earlier, first_signed, reports
    FROM accord_read_to_sign(%s, %s, %s)
"""
SIGN = """
    /* plans: one signature: the version, its facts, what is current, the draft closed, the standing, and the tasks */
    WITH version AS (
        INSERT INTO plans_version (id, person_id, scope, number, schema, document, sha256, facts, sections, fhir,
            cpr, basis, signed_at, signed_by, signed_role, staff_role, grade, signed_name, organisation_id,
            organisation_code, replaces, request_token)
        VALUES (%(id)s, %(person_id)s, %(scope)s, %(number)s, %(schema)s, %(document)s::jsonb, %(sha256)s,
            %(facts)s::jsonb, %(sections)s::jsonb, %(fhir)s, %(cpr)s, %(basis)s, %(signed_at)s, %(signed_by)s,
            %(signed_role)s, %(staff_role)s, %(grade)s, %(signed_name)s, %(organisation_id)s, %(organisation_code)s,
            %(replaces)s, %(request_token)s)
    ), signed AS (
        INSERT INTO plans_fact (person_id, version_id, step, at, detail, recorded_at, recorded_by, recorded_role,
            recorded_name, recorded_organisation)
        SELECT %(person_id)s, f.version_id, f.step, %(signed_at)s, f.detail, %(signed_at)s, %(signed_by)s,
            %(signed_role)s, %(signed_name)s, %(organisation_code)s
        FROM (VALUES (1, %(replaces)s::uuid, 'superseded', jsonb_build_object('by_version', %(id)s::text)),
                     (2, %(id)s::uuid, 'signed', '{}'::jsonb)) AS f (place, version_id, step, detail)
        WHERE f.version_id IS NOT NULL ORDER BY f.place
    ), current AS (
        INSERT INTO plans_current (id, person_id, scope, version_id, status, ends_at, suspended_until, rationale_hash,
            signed_at, organisation_id, gaps)
        VALUES (gen_random_uuid(), %(person_id)s, %(scope)s, %(id)s, 'active', %(ends_at)s, NULL, %(rationale_hash)s,
            %(signed_at)s, %(organisation_id)s, %(gaps)s)
        ON CONFLICT (person_id, scope) DO UPDATE SET version_id = excluded.version_id, status = 'active',
            ends_at = excluded.ends_at, suspended_until = NULL, rationale_hash = excluded.rationale_hash,
            signed_at = excluded.signed_at, organisation_id = excluded.organisation_id, gaps = excluded.gaps
    ), draft AS (
        UPDATE plans_draft SET state = 'signed', closed_at = %(signed_at)s, closed_by = %(signed_by)s
        WHERE id = %(draft)s
    ), typing AS (
        DELETE FROM plans_kepttyping WHERE draft_id = %(draft)s
    ), standing AS (
        UPDATE plans_standing SET sheet = %(sheet)s::jsonb, is_shared = %(is_shared)s,
            updated_at = %(signed_at)s WHERE person_id = %(person_id)s
    ), moot AS (
        UPDATE plans_task SET done_at = %(signed_at)s, done_by = %(signed_by)s, done_name = %(signed_name)s,
            outcome = 'Replaced by a newer plan', came_of = 'superseded'
        WHERE person_id = %(person_id)s AND version_id = %(replaces)s AND kind = ANY(%(moot)s) AND done_at IS NULL
    ), reports AS (
        UPDATE plans_reported SET settlement = 'confirmed', confirmed_by = %(id)s, settled_at = %(signed_at)s,
            settled_by = %(signed_by)s
        WHERE person_id = %(person_id)s AND id = ANY(%(reports)s)
    ), confirmed AS (
        UPDATE plans_task SET done_at = %(signed_at)s, done_by = %(signed_by)s, done_name = %(signed_name)s,
            outcome = 'Confirmed in a plan signed here'
        WHERE person_id = %(person_id)s AND kind = %(confirm)s AND subject_id = ANY(%(reports)s) AND done_at IS NULL
    )
    INSERT INTO plans_task (id, person_id, kind, version_id, subject_id, organisation_id, staff_id, detail, raised_at,
        due_at, done_name, outcome)
    SELECT gen_random_uuid(), %(person_id)s, t.kind, t.version_id, t.subject_id, t.organisation_id, t.staff_id,
        t.detail, %(signed_at)s, t.due_at, '', ''
    FROM jsonb_to_recordset(%(tasks)s::jsonb) AS t (kind text, version_id uuid, subject_id uuid, organisation_id uuid,
        staff_id uuid, detail jsonb, due_at timestamptz)
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a draft, as it is stored."""

    part: str
    content: Any
    revision: int
    unanswered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A version signed before, in the same scope."""

    number: int
    cpr: str
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What the same request has already signed."""

    version_id: UUID
    number: int
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """A draft about to be signed, and what stands before it."""

    person_id: UUID
    scope: str
    base_version: UUID | None
    state: str
    parts: tuple[Part, ...]
    current: UUID | None
    earlier: tuple[Earlier, ...]
    first: First | None
    reports: tuple[UUID, ...]

    @property
    def contents(self) -> dict[str, Any]:
        """What each part holds."""
        return {part.part: part.content for part in self.parts}

    @property
    def next_number(self) -> int:
        """The number of the version that would be signed."""
        return max((each.number for each in self.earlier), default=0) + 1


def person_of(draft_id: UUID) -> UUID | None:
    """Return whom a draft is about, or None when there is no such draft."""
    return Draft.objects.filter(pk=draft_id).values_list("person_id", flat=True).first()


def to_sign(draft_id: UUID, person_id: UUID | None, request_token: UUID | None = None) -> ToSign | None:
    """Return a draft of a person with what stands before it, or None when there is no such draft."""
    if person_id is None:
        return None
    with prepared_cursor() as cursor:
        cursor.execute(TO_SIGN, [openings.ticket(person_id), draft_id, request_token])
        row = cursor.fetchone()
    if row is None:
        return None
    person_id, scope, base_version, state, parts, current, earlier, first, reports = row
    return ToSign(
        person_id=person_id,
        scope=scope,
        base_version=base_version,
        state=state,
        parts=tuple(Part(**part) for part in _loaded(parts)),
        current=current,
        earlier=tuple(_earlier(each) for each in _loaded(earlier)),
        first=_first(json.loads(first)) if first else None,
        reports=tuple(UUID(each) for each in _loaded(reports)),
    )


def sign(values: Mapping[str, Any], tasks: Sequence[NewTask], reports: Sequence[UUID]) -> None:
    """Write a signature, all of it in one statement."""
    with prepared_cursor() as cursor:
        cursor.execute(
            SIGN,
            {
                **values,
                "moot": [kind.value for kind in OF_A_CURRENT_VERSION],
                "confirm": TaskKind.CONFIRM_REPORT.value,
                "reports": list(reports),
                "tasks": json.dumps([_task(task) for task in tasks]),
            },
        )


def _task(task: NewTask) -> dict[str, Any]:
    return {
        "kind": task.kind.value,
        "version_id": str(task.version_id) if task.version_id else None,
        "subject_id": str(task.subject_id),
        "organisation_id": str(task.organisation_id),
        "staff_id": str(task.staff_id) if task.staff_id else None,
        "detail": task.detail,
        "due_at": task.due_at.isoformat(),
    }


def _loaded(column: str | None) -> list[Any]:
    return json.loads(column) if column else []


def _earlier(row: Mapping[str, Any]) -> Earlier:
    return Earlier(number=row["number"], cpr=row["cpr"], signed_at=datetime.fromisoformat(row["signed_at"]))


def _first(row: Mapping[str, Any]) -> First:
    return First(version_id=UUID(row["id"]), number=row["number"], signed_at=datetime.fromisoformat(row["signed_at"]))
