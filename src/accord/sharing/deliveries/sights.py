"""Whom a subscriber may hear of, at the moment at which it is told: only those whose plan its organisation may see.

Asked for by consent, by a verified number and by a relationship that is recorded, as an emergency page and a read are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from accord.access.queries import relationships, systems
from accord.domain.authority import Actor
from accord.domain.people import Identity
from accord.domain.reaches import SOFTWARE
from accord.domain.relationships import Asking, basis_by_place
from accord.organisations.queries import directory
from accord.organisations.queries.remits import remit_of
from accord.people.queries import identities
from accord.plans.queries import sharing
from accord.sharing.models import Subscription


@dataclass
class Sights:
    """What was asked of the record in one round: each question once, and of many people together."""

    people: dict[UUID, Identity | None] = field(default_factory=dict)
    plans: dict[UUID, sharing.Shared] = field(default_factory=dict)
    bases: dict[tuple[UUID, UUID], bool] = field(default_factory=dict)
    systems: dict[UUID, Actor | None] = field(default_factory=dict)
    places: dict[tuple[str, UUID], bool] = field(default_factory=dict)

    def learn(self, row: Subscription, people: Iterable[UUID]) -> None:
        """Ask at once what a subscriber's events will be asked one by one."""
        asked = set(people) if row.person_id is None else {row.person_id}.intersection(people)
        actor = self.system(row)
        if actor is None or actor.organisation_id != row.organisation_id:
            return
        if unknown := asked - self.people.keys():
            self.people |= dict.fromkeys(unknown) | identities.many(unknown)
        if unread := asked - self.plans.keys():
            self.plans |= sharing.of_many(unread)
        found = [person for each in asked if (person := self.people[each])]
        unrelated = [each for each in found if (actor.organisation_id, each.person_id) not in self.bases]
        for person_id, basis in relationships.bases_of(unrelated, actor).items():
            self.bases[actor.organisation_id, person_id] = basis is not None

    def system(self, row: Subscription) -> Actor | None:
        """Return the system that subscribed, acting for its organisation; None where it was closed or that ended."""
        if row.system_id not in self.systems:
            self.systems[row.system_id] = systems.actor_of(row.system_id)
        return self.systems[row.system_id]

    def may_hear(self, row: Subscription, person_id: UUID, version_id: UUID | None) -> bool:
        """Return whether a subscriber may hear of a person's plan now."""
        actor, person = self.system(row), self._person(person_id)
        if actor is None or person is None or actor.organisation_id != row.organisation_id:
            return False
        return self._is_related(actor, person) and self._plans(person).may_be_told(
            person, version_id, actor.organisation_code
        )

    def is_of(self, row: Subscription, person_id: UUID) -> bool:
        """Return whether the filter lets somebody through: one person, or the people of one organisation."""
        if row.person_id is not None and row.person_id != person_id:
            return False
        return not row.people_of or self._is_at(row.people_of, person_id)

    def _is_at(self, code: str, person_id: UUID) -> bool:
        person, key = self._person(person_id), (code, person_id)
        if key not in self.places:
            found = directory.by_code(code, on=timezone.localdate())
            self.places[key] = found is not None and person is not None and _is_place(found.id, code, person)
        return self.places[key]

    def _is_related(self, actor: Actor, person: Identity) -> bool:
        key = (actor.organisation_id, person.person_id)
        if key not in self.bases:
            self.bases[key] = relationships.basis_of(person, actor) is not None
        return self.bases[key]

    def _person(self, person_id: UUID) -> Identity | None:
        if person_id not in self.people:
            self.people[person_id] = identities.of(person_id)
        return self.people[person_id]

    def _plans(self, person: Identity) -> sharing.Shared:
        if person.person_id not in self.plans:
            self.plans[person.person_id] = sharing.of(person.person_id)
        return self.plans[person.person_id]


def _is_place(organisation_id: UUID, code: str, person: Identity) -> bool:
    """Return whether somebody is registered with an organisation, or stays there; a restricted record never says."""
    asking = Asking(actor=SOFTWARE, remit=remit_of(organisation_id, code), at=timezone.now())
    return basis_by_place(person, asking) is not None
