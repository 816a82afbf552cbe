"""Who may be told that something became of a person's plan: the question of `projections.emergency.may_see`.

What stands says by itself whether all that is current may be shared. Only where it may not, or where a version is no
longer current, is it asked what was said in each version; that reads the record, and leaves its trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from accord.domain.people import Identity
from accord.domain.plan.wishes import ConsentToShare
from accord.plans.queries.history import objected_to_sharing
from accord.privileges.prepared import prepared_cursor
from accord.projections.emergency import may_see

OF_PEOPLE = """
    /* plans: for whom each version of these people was signed, and whether all that is current may be shared */
    SELECT v.person_id, v.id, v.organisation_code, s.is_shared AND EXISTS (
        SELECT FROM plans_current c WHERE c.person_id = v.person_id AND c.version_id = v.id)
    FROM plans_version v JOIN plans_standing s ON s.person_id = v.person_id WHERE v.person_id = ANY(%s)
"""


@dataclass(frozen=True)
class Shared:
    """A person's versions: for which organisation each was signed, and those that are current and may be shared."""

    person_id: UUID
    signed_for: Mapping[UUID, str]
    open: frozenset[UUID]

    def may_be_told(self, person: Identity, version_id: UUID | None, organisation_code: str) -> bool:
        """Return whether an organisation may hear of a version; with none, of whatever there is."""
        asked: list[UUID | None] = [version_id] if version_id else [*self.signed_for] or [None]
        return all(self._may_see(person, each, organisation_code) for each in asked)

    def _may_see(self, person: Identity, version_id: UUID | None, organisation_code: str) -> bool:
        is_objected = version_id is not None and version_id not in self.open and version_id in self._objected
        consent = ConsentToShare.WITHDRAWN if is_objected else ConsentToShare.GIVEN
        signed_for = self.signed_for.get(version_id, "") if version_id else ""
        return may_see(consent, person, organisation_code, organisation_code=signed_for)

    @cached_property
    def _objected(self) -> frozenset[UUID]:
        return objected_to_sharing(self.person_id)


def of(person_id: UUID) -> Shared:
    """Return how a person's versions may be shared now."""
    return of_many([person_id])[person_id]


def of_many(people: Iterable[UUID]) -> dict[UUID, Shared]:
    """Return how these people's versions may be shared now, in one query however many they are."""
    rows: dict[UUID, list[tuple[UUID, str, bool]]] = {each: [] for each in people}
    with prepared_cursor() as cursor:
        cursor.execute(OF_PEOPLE, [list(rows)])
        for person_id, version_id, code, is_open in cursor.fetchall():
            rows[person_id].append((version_id, code, is_open))
    return {
        person_id: Shared(
            person_id,
            {key: code for key, code, _ in held},
            frozenset(key for key, _, is_open in held if is_open),
        )
        for person_id, held in rows.items()
    }
