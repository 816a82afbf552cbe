"""Every version of a person's plans, with everything that has happened to each."""

from __future__ import annotations

from uuid import UUID

from accord.plans.models import Version
from accord.plans.queries.versions import COLUMNS, VersionLine, lines


def of(person_id: UUID) -> tuple[VersionLine, ...]:
    """Return every version ever signed for a person, the latest first, each with its facts in order."""
    return lines(Version.objects.filter(person_id=person_id).only(*COLUMNS).order_by("-signed_at", "-number"))
