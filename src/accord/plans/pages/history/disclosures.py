"""Which of a person's versions the reader may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.organisations import OrganisationReference
from accord.domain.plan.documents import SignedDocument
from accord.domain.plan.wishes import Scope
from accord.organisations.queries import directory
from accord.plans.pages.persons import Person, actor_of, whom
from accord.plans.queries import history, records, restrictions, standing
from accord.plans.queries.records import Records, StandingVersion
from accord.plans.queries.versions import VersionLine
from accord.projections.emergency import EmergencyView, view
from accord.projections.restricted_parts import Kept


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Every version of a person's plans, and who asks to read them."""

    person: Person
    actor: Actor
    now: datetime
    versions: tuple[VersionLine, ...]
    records: Records
    shown: EmergencyView
    objected: frozenset[UUID]
    organisations: Mapping[UUID, OrganisationReference]

    def may_read(self, version: VersionLine) -> bool:
        """Whether the reader may see a version: always at the organisation that signed it.

        Elsewhere neither while the current plan is not shared, nor ever a version in which the person objected.
        """
        if version.organisation_code == self.actor.organisation_code:
            return True
        return self.shown.is_shared and self.person.identity.is_verified and version.version_id not in self.objected

    @property
    def readable(self) -> tuple[VersionLine, ...]:
        """The versions that the reader may see, the latest first."""
        return tuple(version for version in self.versions if self.may_read(version))

    def numbered(self, number: int, scope: Scope) -> VersionLine | None:
        """Return the version of this number and scope, if the reader may see it."""
        return next((each for each in self.readable if (each.number, each.scope) == (number, scope)), None)

    def signed_at(self, version: VersionLine) -> str:
        """Return the name of the organisation for which a version was signed; of a restricted person none."""
        if self.person.identity.restricted:
            return ""
        found = self.organisations.get(version.organisation_id)
        return found.name if found else version.organisation_code

    def standing(self, version: VersionLine) -> StandingVersion | None:
        """Return the version as it stands now, if nothing has ended it."""
        return next((each for each in self.records.layers if each.version_id == version.version_id), None)

    def kept(self, version: VersionLine, document: SignedDocument) -> Kept:
        """Return which parts of a version are kept from the reader."""
        return restrictions.of_version(document, version.scope, self.records, self.person.identity, self.actor)


def disclose(request: HttpRequest, person_id: UUID, what: str) -> Disclosure:
    """Return a person's versions for whoever asks; the read is noted."""
    person, actor, now = whom(request, person_id, what), actor_of(request), timezone.now()
    shown = view(standing.sheet(person_id), person.identity, now, viewer_organisation=actor.organisation_code)
    versions = history.of(person_id)
    return Disclosure(
        person=person,
        actor=actor,
        now=now,
        versions=versions,
        records=records.of(person_id),
        shown=shown,
        objected=history.objected_to_sharing(person_id),
        organisations=directory.by_ids(each.organisation_id for each in versions),
    )
