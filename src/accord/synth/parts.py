"""Loading one part of a region's people: the people, their plans, and what is done by the real actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from uuid import UUID

from accord.domain.lifecycle import Step
from accord.domain.nhs_numbers import Acceptance
from accord.domain.plan.wishes import ConsentToShare
from accord.people.actions.intake import record_many
from accord.people.actions.numbers import supersede
from accord.plans.actions import bulk
from accord.synth import acting, referrals
from accord.synth.placing import Placing
from accord.synth.regions import Region
from accord.synth.stories import SignedVersion, Story

ACCEPTED = Acceptance.OWN_TEST
SHARED = frozenset({ConsentToShare.GIVEN, ConsentToShare.BEST_INTERESTS, ConsentToShare.BY_ATTORNEY})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFind:
    """Somebody by what a newcomer needs to find them."""

    person_id: UUID
    name: str
    birth_date: date
    postcode: str
    nhs_number: str


@dataclass(slots=True, kw_only=True)
class LoadReport:
    """What was loaded."""

    organisations: int = 0
    staff_roles: int = 0
    trainings: int = 0
    people: int = 0
    with_plans: int = 0
    versions: int = 0
    conversations: int = 0
    statements: int = 0
    drafts: int = 0
    papers: int = 0
    referrals: int = 0
    first_person: ToFind | None = None
    """Somebody with no plan yet, where the clinician who may sign in works."""
    stranger: ToFind | None = None
    """Somebody with a plan, with whom nobody has to do where that clinician works."""
    planned: ToFind | None = None
    """A patient of that clinician's practice with a plan that stands, and that other systems may be told of."""

    def add(self, part: LoadReport) -> None:
        """Count what a part loaded."""
        for count in fields(self):
            if count.name not in ("first_person", "stranger", "planned"):
                setattr(self, count.name, getattr(self, count.name) + getattr(part, count.name))
        self.first_person = self.first_person or part.first_person
        self.stranger = self.stranger or part.stranger
        self.planned = self.planned or part.planned


class PartLoader:
    """Loads parts of one region, whose directory is loaded."""

    def __init__(self, region: Region) -> None:
        """Load parts of this region."""
        self._region = region
        self._placing = Placing(region)

    def load(self, start: int, end: int) -> LoadReport:
        """Load the people from `start` to before `end`, and return what was loaded."""
        told = [story for block in self._region.blocks(start, end) for story in block]
        people = [self._placing.new_person(story) for story in told]
        ids = record_many(people=people, by=None, accept=ACCEPTED)
        placed = dict(zip(ids, told, strict=True))
        _supersede(placed)
        waiting = (self._placing.loaded_person(key, story) for key, story in placed.items() if story.has_records)
        for _ in bulk.load(people=waiting, now=self._region.as_at):
            pass
        for person_id, story in placed.items():
            acting.act(person_id, story, self._placing)
        report = _count(told)
        report.referrals = referrals.refer(placed, self._placing) if start == 0 else 0
        if start == 0:
            report.first_person = _to_find(ids[0], told[0])
            practice = told[0].person.traits.practice.code
            report.stranger = _first(placed, partial(_is_strange_to, practice))
            report.planned = _first(placed, partial(_is_planned_at, practice))
        return report


def _supersede(placed: Mapping[UUID, Story]) -> None:
    for person_id, story in placed.items():
        current = story.person.record.nhs_number
        if story.person.superseded_number and current:
            supersede(person_id=person_id, number=current, by=None, accept=ACCEPTED)


def _count(told: Sequence[Story]) -> LoadReport:
    return LoadReport(
        people=len(told),
        with_plans=sum(story.has_plan for story in told),
        versions=sum(len(story.versions) for story in told),
        conversations=sum(len(story.talks) for story in told),
        statements=sum(story.statement is not None for story in told),
        drafts=sum(story.draft is not None for story in told),
        papers=sum(story.paper is not None for story in told),
    )


def _first(placed: Mapping[UUID, Story], is_meant: Callable[[Story], bool]) -> ToFind | None:
    """Return the first who can be found, and who is meant."""
    return next(
        (_to_find(key, story) for key, story in placed.items() if _can_be_found(story) and is_meant(story)), None
    )


def _can_be_found(story: Story) -> bool:
    record = story.person.record
    is_named = record.name and record.birth_date and record.nhs_number and record.addresses
    return bool(is_named and not record.restricted)


def _is_strange_to(practice: str, story: Story) -> bool:
    """Return whether somebody has a plan that is current, and nobody of a practice has to do with them."""
    signed_at = {each.document.signature.author.organisation_code for each in story.versions}
    return bool(story.current) and practice not in signed_at and story.person.traits.practice.code != practice


def _is_planned_at(practice: str, story: Story) -> bool:
    """Return whether somebody is a living patient of a practice, with plans that all hold and may be told of."""
    registered = story.person.record.practice
    is_here = registered is not None and registered.code == practice and story.person.record.death is None
    return is_here and bool(story.current) and all(map(_is_told_of, story.current))


def _is_told_of(version: SignedVersion) -> bool:
    wishes = version.document.plan.sharing
    is_shared = wishes is not None and wishes.consent in SHARED and not wishes.restricted_parts
    return is_shared and not any(later.step is Step.SUSPENDED for later in version.later)


def _to_find(person_id: UUID, story: Story) -> ToFind:
    record = story.person.record
    assert record.name is not None
    assert record.birth_date is not None
    assert record.nhs_number is not None
    return ToFind(
        person_id=person_id,
        name=record.name.full,
        birth_date=record.birth_date,
        postcode=record.addresses[0].postcode,
        nhs_number=record.nhs_number,
    )
