"""From the region's own ids to those of the database: organisations, staff and people as the loads take them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.organisations import OrganisationReference
from accord.domain.people import Identity, NewPerson, NewStay
from accord.domain.plan.documents import SignedDocument
from accord.organisations.queries import directory, staff
from accord.plans.actions.loads import (
    LoadedLegal,
    LoadedPerson,
    LoadedStatement,
    LoadedStep,
    LoadedTalk,
    LoadedVersion,
)
from accord.synth.justifying import site_of
from accord.synth.people import SiteStay
from accord.synth.regions import Region
from accord.synth.stories import PostedStatement, SignedVersion, Story
from accord.synth.workforce import StaffMember


class Placing:
    """Knows the ids that the directory gave, and puts them in the place of the region's own."""

    def __init__(self, region: Region) -> None:
        """Place one region, whose directory is loaded."""
        self.region = region
        self._actors: dict[str, Actor] = {}

    @cached_property
    def _sites(self) -> dict[str, OrganisationReference]:
        return directory.by_codes(each.code for each in self.region.organisations)

    def site_id(self, code: str) -> UUID:
        """Return the id of an organisation."""
        return self._sites[code].id

    def staff_id(self, code: str) -> UUID:
        """Return the id of a member of staff."""
        found = staff.by_staff_code(code)
        assert found is not None, "the directory is loaded before anybody acts"
        return found

    def actor(self, member: StaffMember) -> Actor:
        """Return a member of staff as they act, in their first role."""
        if member.code not in self._actors:
            first = member.roles[0]
            held = staff.positions(self.staff_id(member.code), self.region.as_at.date())
            self._actors[member.code] = next(
                each.actor for each in held if each.actor.organisation_code == first.organisation
            )
        return self._actors[member.code]

    def new_person(self, story: Story) -> NewPerson:
        """Return a person to be recorded: under the number that was superseded later, where one was."""
        person = story.person
        stays = tuple(self._new_stay(stay) for stay in person.stays if stay is not story.admitted_later)
        number = person.superseded_number or person.record.nhs_number
        return replace(person.record, nhs_number=number, stays=stays)

    def loaded_person(self, person_id: UUID, story: Story) -> LoadedPerson:
        """Return all that is recorded of a person's plans, for the bulk load."""
        identity = self._identity(story.person.identity(self.region.as_at), person_id)
        return LoadedPerson(
            person=replace(identity, death=story.person.record.death),
            characteristics=story.person.record.characteristics,
            site=site_of(story.person),
            versions=tuple(self._version(person_id, each) for each in story.versions),
            talks=tuple(
                LoadedTalk(conversation=each.conversation, by=self.actor(each.by), recorded_at=each.recorded_at)
                for each in story.talks
            ),
            legal=self._legal(story),
            statements=(self._statement(story.statement),) if story.statement else (),
        )

    def _new_stay(self, stay: SiteStay) -> NewStay:
        return NewStay(site_id=self.site_id(stay.site.code), kind=stay.kind, start=stay.start, end=stay.end)

    def _identity(self, identity: Identity, person_id: UUID) -> Identity:
        stays = tuple(replace(stay, site_id=self.site_id(stay.site_code)) for stay in identity.stays)
        return replace(identity, person_id=person_id, stays=stays)

    def _version(self, person_id: UUID, version: SignedVersion) -> LoadedVersion:
        by = self.actor(version.signer)
        return LoadedVersion(
            version_id=version.version_id,
            document=self._document(person_id, version.document, by),
            by=by,
            number=version.number,
            replaces=version.replaces,
            later=tuple(
                LoadedStep(step=each.step, at=each.at, by=self.actor(each.by) if each.by else None, detail=each.detail)
                for each in version.later
            ),
        )

    def _document(self, person_id: UUID, document: SignedDocument, by: Actor) -> SignedDocument:
        author = replace(document.signature.author, staff_id=by.staff_id)
        return replace(
            document,
            person_id=person_id,
            person=self._identity(document.person, person_id),
            signature=replace(document.signature, author=author),
        )

    def _legal(self, story: Story) -> LoadedLegal | None:
        if story.legal_by is None or not story.versions:
            return None
        first = story.versions[0].document.signature.signed_at
        return LoadedLegal(legal=story.legal, by=self.actor(story.legal_by), recorded_at=first)

    def _statement(self, posted: PostedStatement) -> LoadedStatement:
        return LoadedStatement(
            says=posted.says,
            words=posted.words,
            heard_from=posted.heard_from,
            by=self.actor(posted.by),
            at=posted.at,
            answer=posted.answer,
            answered_by=self.actor(posted.answered_by) if posted.answered_by else None,
            answered_at=posted.answered_at,
        )
