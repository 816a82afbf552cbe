"""Every version of a person's plans, with everything that has happened to each."""

from __future__ import annotations

from uuid import UUID

from accord.plans.models import Version
from accord.plans.queries.versions import COLUMNS, VersionLine, lines
from accord.projections.emergency import OBJECTIONS


def of(person_id: UUID) -> tuple[VersionLine, ...]:
    """Return every version ever signed for a person, the latest first, each with its facts in order."""
    return lines(Version.objects.filter(person_id=person_id).only(*COLUMNS).order_by("-signed_at", "-number"))


def objected_to_sharing(person_id: UUID) -> frozenset[UUID]:
    """Return the versions in which the person objects to sharing: history shows them to those who signed them alone."""
    objections = [consent.value for consent in OBJECTIONS]
    rows = Version.objects.filter(person_id=person_id, document__plan__sharing__consent__in=objections)
    return frozenset(rows.values_list("id", flat=True))
