"""Signing: one plan becomes current, as it was seen, by somebody who may."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from tests.builders import drafts, who
from tests.builders.eyes import see

from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.lifecycle import Status
from accord.domain.moments import Moment
from accord.domain.people import Verification
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope, Setting
from accord.plans.actions import conversations, signing
from accord.plans.actions import drafts as actions
from accord.plans.models import Current, DraftPart, Standing, Task, TaskKind, Version
from accord.plans.queries import history, standing, versions


def test_signed_plan_is_current(person: UUID) -> None:
    first = drafts.signed(person)
    assert Current.objects.get(person_id=person, scope=Scope.ENDURING.value).version_id == first.version_id
    assert see(Version, id=first.version_id).cpr == "not_for_cpr"


def test_newer_plan_replaces_the_older(person: UUID) -> None:
    first, second = drafts.signed(person), drafts.signed(person, drafts.nurse())
    assert (second.number, see(Version, id=second.version_id).replaces) == (2, first.version_id)
    assert [line.status for line in history.of(person)] == [Status.ACTIVE, Status.SUPERSEDED]


def test_signed_document_is_proved_by_its_hash(person: UUID) -> None:
    document = versions.document(drafts.signed(person).version_id)
    assert document.plan.cpr is not None
    assert document.plan.cpr.recommendation is CprRecommendation.NOT_FOR_CPR
    assert [talk.said for talk in document.plan.conversations] == [drafts.talk().said]


def test_sheet_is_written_with_the_signature(person: UUID) -> None:
    signed = drafts.signed(person)
    sheet = standing.sheet(person)
    assert sheet is not None
    assert sheet["layers"][0]["layer"]["version_id"] == str(signed.version_id)


def test_same_request_twice_signs_once(person: UUID) -> None:
    draft_id, token = drafts.draft_of(person, drafts.gp()), uuid4()
    first = drafts.sign(draft_id, drafts.gp(), request_token=token)
    again = drafts.sign(draft_id, drafts.gp(), request_token=token)
    assert (again.version_id, again.is_first) == (first.version_id, False)
    assert Version.objects.filter(person_id=person).count() == 1


def test_signed_draft_is_closed(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.gp())
    drafts.sign(draft_id, drafts.gp())
    with pytest.raises(Conflict, match="already closed"):
        drafts.sign(draft_id, drafts.gp())


def test_draft_changed_since_it_was_seen_is_not_signed(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.gp())
    seen = signing.prepare(draft_id=draft_id, by=drafts.gp()).seen
    revision = see(DraftPart, draft_id=draft_id, part="cpr").revision
    value = drafts.cpr(CprRecommendation.FOR_CPR)
    actions.save_part(draft_id=draft_id, part=PartName.CPR, value=value, expected_revision=revision, by=drafts.nurse())
    with pytest.raises(Conflict, match="since you looked"):
        drafts.sign(draft_id, drafts.gp(), seen=seen)


def test_clinician_without_registration_is_refused_as_signer(person: UUID) -> None:
    unregistered = replace(drafts.gp(), registration=None)
    with pytest.raises(Refused, match="signer: No professional registration"):
        drafts.signed(person, unregistered)


def test_care_staff_may_not_sign(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.gp())
    with pytest.raises(NotPermitted):
        drafts.sign(draft_id, drafts.carer())


def test_empty_plan_is_refused(person: UUID) -> None:
    with pytest.raises(Refused, match="plan: Nothing has been filled"):
        drafts.signed(person, parts={})


def test_episode_needs_an_admission(person: UUID) -> None:
    with pytest.raises(Refused, match=r"setting\.scope"):
        drafts.signed(person, scope=Scope.EPISODE)


def test_end_date_that_is_over_is_refused(person: UUID) -> None:
    setting = Setting(ends_at=Moment.of(drafts.yesterday()))
    with pytest.raises(Refused, match=r"setting\.ends_at"):
        drafts.signed(person, parts={**drafts.USUAL, PartName.SETTING: setting})


def test_what_law_expects_and_is_not_met_needs_one_justification() -> None:
    person = who.recorded()
    unjustified = replace(drafts.SENIOR, justification=None)
    poor = {PartName.CPR: drafts.cpr(rationale="He has Down's syndrome.")}
    with pytest.raises(Refused, match="justification"):
        drafts.signed(person, parts=poor, details=unjustified)
    signed = drafts.signed(person, parts=poor)
    rules = versions.document(signed.version_id).signature.justification
    assert rules is not None
    assert "IND-02" in rules.rules
    assert Task.objects.filter(version_id=signed.version_id, kind=TaskKind.JUSTIFIED_SIGNATURE).exists()


def test_signer_who_is_not_senior_needs_endorsement_by_the_next_working_day() -> None:
    friday = datetime(2026, 11, 20, 22, tzinfo=UTC)
    without_talk = who.recorded()
    draft_id = drafts.draft_of(without_talk, drafts.nurse(), {PartName.CPR: drafts.cpr(decided_at=None)})
    signed = drafts.sign(draft_id, drafts.nurse(), drafts.JUNIOR, now=friday)
    due = Task.objects.get(version_id=signed.version_id, kind=TaskKind.ENDORSEMENT_DUE.value).due_at
    assert due == datetime(2026, 11, 24, 0, tzinfo=UTC)


def test_unverified_number_is_signed_and_not_shared() -> None:
    person = who.recorded(verification=Verification.PRESENT_NOT_TRACED)
    drafts.signed(person)
    assert see(Standing, person_id=person).is_shared is False


def test_verified_number_is_shared(person: UUID) -> None:
    drafts.signed(person)
    assert see(Standing, person_id=person).is_shared is True


def test_prepare_says_what_cannot_be_signed() -> None:
    person = who.recorded()
    draft_id = actions.open(person_id=person, scope=Scope.ENDURING, by=drafts.gp())
    prepared = signing.prepare(draft_id=draft_id, by=replace(drafts.gp(), registration=None))
    assert [error.field for error in prepared.errors] == ["signer", "plan"]


def test_conversation_recorded_after_the_draft_was_opened_is_in_the_version(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.gp())
    later = drafts.talk(said="She asked for her daughter to be told.")
    conversations.record(person_id=person, conversation=later, by=drafts.carer())
    signed = drafts.sign(draft_id, drafts.gp())
    assert len(versions.document(signed.version_id).plan.conversations) == 2


def test_same_words_on_another_plan_are_counted(person: UUID) -> None:
    parts = {PartName.CPR: drafts.cpr(rationale=f"Advanced heart failure, ward {uuid4()}.")}
    drafts.signed(person, parts=parts)
    other = drafts.signed(drafts.person_with_talk(), parts=parts)
    facts = see(Version, id=other.version_id).facts
    assert facts["same_rationale_people"] == 1


def test_death_recorded_means_no_new_plan(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.gp())
    drafts.die(person)
    with pytest.raises(Refused, match="having died"):
        drafts.sign(draft_id, drafts.gp())


def test_date_in_the_future_is_named(person: UUID) -> None:
    tomorrow = Moment.of(datetime.now(UTC) + timedelta(days=1))
    with pytest.raises(Refused, match=r"cpr\.decided_at: is in the future"):
        drafts.draft_of(person, drafts.gp(), {PartName.CPR: drafts.cpr(decided_at=tomorrow)})


def test_date_before_birth_is_named(person: UUID) -> None:
    with pytest.raises(Refused, match=r"cpr\.decided_at: is before the person was born"):
        drafts.draft_of(person, drafts.gp(), {PartName.CPR: drafts.cpr(decided_at=Moment(date(1930, 1, 1)))})
