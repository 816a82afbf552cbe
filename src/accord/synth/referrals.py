"""Referrals to those whom no practice and no stay leads to a person: social workers, advocates, second opinions.

They are recorded by the real action, for the first part of a region alone: enough for each of them to have people.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from accord.access.actions.relationships import NewRelationship, open_relationship
from accord.domain.authority import Role
from accord.domain.relationships import AccessBasis
from accord.synth.placing import Placing
from accord.synth.stories import Story
from accord.synth.workforce import StaffMember

WHAT_FOR = {
    Role.SOCIAL_WORKER: "A review of care and support",
    Role.IMCA: "Nobody close to them to consult about serious treatment",
    Role.ADVOCATE: "Support to take part in the conversation",
    Role.SECOND_OPINION_CLINICIAN: "The family asked for a second opinion",
}
EVERY = 12
"""One in so many people, each kind of referral in its turn."""


def refer(placed: Mapping[UUID, Story], placing: Placing) -> int:
    """Refer some of these people, and return how many; of a restricted person nothing is recorded."""
    chosen = [(key, story) for key, story in placed.items() if not story.person.record.restricted][::EVERY]
    roles = list(WHAT_FOR)
    for number, (person_id, story) in enumerate(chosen):
        _refer(person_id, story, roles[number % len(roles)], placing)
    return len(chosen)


def _refer(person_id: UUID, story: Story, role: Role, placing: Placing) -> None:
    workforce, traits = placing.region.workforce, story.person.traits
    to = placing.actor(_first(workforce.at[traits.area.board], role))
    by = placing.actor(_first(workforce.at[traits.practice.code], Role.SENIOR_RESPONSIBLE_CLINICIAN))
    referral = NewRelationship(
        kind=AccessBasis.REFERRAL,
        organisation_id=to.organisation_id,
        staff_role_id=to.staff_role_id,
        words=WHAT_FOR[role],
    )
    open_relationship(person_id=person_id, relationship=referral, by=by)


def _first(staff: list[StaffMember], role: Role) -> StaffMember:
    return next(member for member in staff if member.roles[0].role is role)
