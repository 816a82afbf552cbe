"""Whether the person wants a plan shared, as they said last: in the plan, or since it was signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from accord.domain.lifecycle import Step
from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.wishes import ConsentToShare, SharingWishes
from accord.plans.models import Fact as Row
from accord.privileges.openings import read_rows


def said_since(person_id: UUID) -> dict[UUID, ConsentToShare]:
    """Return what the person said last of sharing each version since it was signed, where they said anything."""
    wanted = "WHERE step = %s ORDER BY id"
    rows = read_rows(Row, person_id, wanted, [Step.SHARING_CHANGED.value], columns=["id", "version_id", "detail"])
    return {row.version_id: _consent(row.detail) for row in rows}


def last_of(details: Iterable[Mapping[str, Any]]) -> ConsentToShare | None:
    """Return what was said last, of the details of the steps in order."""
    said = [_consent(detail) for detail in details]
    return said[-1] if said else None


def as_said(document: SignedDocument, consent: ConsentToShare | None) -> SignedDocument:
    """Return a document with what the person said last of sharing it in the place of what it was signed with."""
    if consent is None:
        return document
    wishes = replace(document.plan.sharing or SharingWishes(), consent=consent)
    return replace(document, plan=replace(document.plan, sharing=wishes))


def _consent(detail: Mapping[str, Any]) -> ConsentToShare:
    return ConsentToShare(detail["consent"])
