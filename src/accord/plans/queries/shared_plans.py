"""What stands for a person as another system may read it: the effective status in words, and plans as documents."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.lifecycle import Status
from accord.domain.people import Identity
from accord.domain.standing import effective_cpr
from accord.plans.models import Version
from accord.plans.queries import records, restrictions, standing
from accord.plans.queries.records import Records, StandingVersion
from accord.privileges.openings import read_rows
from accord.projections.emergency import EmergencyView, view
from accord.projections.fhir.documents import as_read, as_suspended, document
from accord.projections.sections import sections


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlan:
    """A plan that is current. `decides`: the effective CPR status is what it says, and it is not suspended."""

    version_id: UUID
    is_suspended: bool
    decides: bool
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What a reader may see of a person's plans, and what must be said with it: the status, and what is kept back."""

    plans: Sequence[SharedPlan]
    said: tuple[str, ...]


def of(person: Identity, by: Actor, now: datetime) -> Shared:
    """Return what stands for a person as somebody may read it at a moment."""
    sheet = standing.sheet(person.person_id)
    shown = view(
        sheet,
        person,
        now,
        viewer_organisation=by.organisation_code,
        reader=restrictions.reader_of(person, by),
        for_staff=False,
    )
    if not shown.seen:
        return Shared(plans=(), said=_said(shown))
    held = records.of(person.person_id)
    return Shared(plans=_plans(held, shown, person, by, now), said=_said(shown))


def _said(shown: EmergencyView) -> tuple[str, ...]:
    cpr = shown.cpr
    status = " ".join(each for each in (f"{cpr.heading}.", *cpr.lines) if each)
    conflicts = (f"{each.rstrip('.')}." for each in shown.conflicts)
    return (f"When this was asked, CPR: {status}", *shown.hidden, *shown.kept, *conflicts)


def _plans(held: Records, shown: EmergencyView, person: Identity, by: Actor, now: datetime) -> Sequence[SharedPlan]:
    effective = effective_cpr(tuple(each.layer for each in held.layers), now)
    decides = effective.layer.version_id if effective.layer and not effective.suspension else None
    seen = [each for each in held.layers if each.version_id in shown.seen]
    stored = _stored(person.person_id, [each.version_id for each in seen])
    plans = []
    for each in seen:
        is_on_hold = each.status is Status.SUSPENDED or each.layer.suspension(now) is not None
        kept = restrictions.of_version(each.document, each.scope, held, person, by)
        read = as_read(stored.get(each.version_id) or _made(each), kept)
        plans.append(
            SharedPlan(
                version_id=each.version_id,
                is_suspended=is_on_hold,
                decides=each.version_id == decides,
                document=as_suspended(read) if is_on_hold else read,
            )
        )
    return plans


def _stored(person_id: UUID, version_ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = read_rows(Version, person_id, "WHERE id = ANY(%s)", [version_ids], columns=("id", "fhir"))
    return {row.id: json.loads(row.fhir) for row in rows if row.fhir}


def _made(version: StandingVersion) -> dict[str, Any]:
    """Return the document of a version that was signed before documents were stored."""
    signed = version.document
    shown = sections(signed.plan, contacts=signed.person.contacts, on=signed.signature.signed_at.date())
    return document(signed, version.version_id, shown)
