"""Every version of a person's plans, with everything that has happened to each."""

from __future__ import annotations

from uuid import UUID

from accord.plans.models import Version
from accord.plans.queries import consents
from accord.plans.queries.versions import COLUMNS, VersionLine, lines
from accord.privileges.openings import read_rows
from accord.projections.emergency import OBJECTIONS


def of(person_id: UUID) -> tuple[VersionLine, ...]:
    """Return every version ever signed for a person, the latest first, each with its facts in order."""
    return lines(read_rows(Version, person_id, "ORDER BY signed_at DESC, number DESC", columns=COLUMNS))


def objected_to_sharing(person_id: UUID) -> frozenset[UUID]:
    """Return the versions in which the person objects to sharing: history shows them to those who signed them alone."""
    objections = [consent.value for consent in OBJECTIONS]
    objected = "WHERE document #>> '{plan,sharing,consent}' = ANY(%s)"
    rows = read_rows(Version, person_id, objected, [objections], columns=["id"])
    since = consents.said_since(person_id)
    signed_with = frozenset(row.id for row in rows) - since.keys()
    return signed_with | {version_id for version_id, consent in since.items() if consent in OBJECTIONS}
