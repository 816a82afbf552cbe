"""Who may be told that something became of a person's plan: the question of `projections.emergency.may_see`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accord.domain.people import Identity
from accord.domain.plan.wishes import ConsentToShare
from accord.plans.models import Version
from accord.plans.queries.history import objected_to_sharing
from accord.privileges.openings import read_rows
from accord.projections.emergency import may_see


@dataclass(frozen=True, slots=True)
class Shared:
    """A person's versions: for which organisation each was signed, and in which they object to sharing."""

    signed_for: Mapping[UUID, str]
    objected: frozenset[UUID]

    def may_be_told(self, person: Identity, version_id: UUID | None, organisation_code: str) -> bool:
        """Return whether an organisation may hear of a version; with none, of whatever there is."""
        asked: list[UUID | None] = [version_id] if version_id else [*self.signed_for] or [None]
        return all(self._may_see(person, each, organisation_code) for each in asked)

    def _may_see(self, person: Identity, version_id: UUID | None, organisation_code: str) -> bool:
        consent = ConsentToShare.WITHDRAWN if version_id in self.objected else ConsentToShare.GIVEN
        signed_for = self.signed_for.get(version_id, "") if version_id else ""
        return may_see(consent, person, organisation_code, organisation_code=signed_for)


def of(person_id: UUID) -> Shared:
    """Return how a person's versions may be shared now; whoever asks leaves a trace."""
    rows = read_rows(Version, person_id, columns=["id", "organisation_code"])
    return Shared({row.id: row.organisation_code for row in rows}, objected_to_sharing(person_id))
