"""Loading a region into a real database, as the application's role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.db import connection

from accord.access.queries import relationships
from accord.domain.authority import NOT_STAFF, Role
from accord.domain.errors import Refused
from accord.domain.lifecycle import Status, Step
from accord.domain.plan.documents import canonical, sha256
from accord.people.queries import find, identities
from accord.plans.actions import locks, standings
from accord.plans.actions.deadlines import end_of
from accord.plans.models import TaskKind
from accord.plans.queries import records, standing, versions, work
from accord.privileges.claims import acting_as_software
from accord.synth.loading import load, open_sign_ins
from accord.synth.parts import LoadReport
from accord.synth.placing import Placing
from accord.synth.regions import Region, generate
from accord.synth.stories import Story

PEOPLE = 200


@pytest.fixture(scope="module")
def region() -> Region:
    return generate(people=PEOPLE, seed=40)


@pytest.fixture(scope="module")
def loaded(region: Region, own_database: None, django_db_blocker: object) -> LoadReport:
    """Load the region once, for every test here."""
    unblocked = django_db_blocker.unblock()  # type: ignore[attr-defined]  # pytest-django publishes no type for it
    with unblocked, acting_as_software():
        return load(region)


def counted(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - names of our own tables
        return int(cursor.fetchone()[0])


def somebody(region: Region, wanted: Callable[[Story], object]) -> Story:
    """Return the first person of whom something is so, and who has a number to be found by."""
    return next(story for story in region.stories() if story.person.record.nhs_number and wanted(story))


def recorded(story: Story) -> UUID:
    """Return the id under which a person of the region is recorded."""
    found = find.by_number(str(story.person.record.nhs_number))
    assert found is not None
    return found.person_id


def test_load_takes_everybody_and_everything(region: Region, loaded: LoadReport) -> None:
    told = list(region.stories())
    assert (loaded.people, loaded.with_plans) == (PEOPLE, 60)
    assert counted("plans_version") == loaded.versions == sum(len(s.versions) for s in told)
    assert counted("plans_current") == sum(len(s.current) for s in told)
    assert counted("plans_conversationrecord") == loaded.conversations
    assert counted("plans_draft") == loaded.drafts
    assert counted("plans_reported") == loaded.papers


def test_the_first_person_is_found_by_number_and_by_details(loaded: LoadReport) -> None:
    first = loaded.first_person
    assert first is not None
    by_number = find.by_number(first.nhs_number)
    assert by_number is not None
    assert by_number.person_id == first.person_id
    family = first.name.rsplit(" ", 1)[1]
    found = find.by_details(family=family, birth_date=first.birth_date, postcode=first.postcode)
    assert first.person_id in found


def test_the_first_person_has_no_plan(loaded: LoadReport) -> None:
    assert loaded.first_person is not None
    assert versions.current(loaded.first_person.person_id) == ()


def test_the_stranger_has_a_plan_and_is_nobody_of_the_clinicians(region: Region, loaded: LoadReport) -> None:
    assert loaded.stranger is not None
    person = identities.of(loaded.stranger.person_id)
    code = next(one.staff_code for one in region.sign_ins if one.role is Role.CLINICIAN)
    clinician = Placing(region).actor(next(each for each in region.staff if each.code == code))
    assert versions.current(loaded.stranger.person_id) != ()
    assert person is not None
    assert relationships.basis_of(person, clinician) is None


def test_somebody_for_the_guides_has_plans_that_stand_and_the_practice_named(
    region: Region, loaded: LoadReport
) -> None:
    assert loaded.planned is not None
    person, layers = identities.of(loaded.planned.person_id), records.of(loaded.planned.person_id).layers
    assert person is not None
    assert person.practice is not None
    assert person.practice.code == region.directory.examples["GP practice"].code
    assert {each.status for each in layers} == {Status.ACTIVE}


def test_a_loaded_plan_stands_as_it_was_told(region: Region, loaded: LoadReport) -> None:
    story = somebody(region, lambda s: any(v.number == 2 for v in s.current))
    current = records.of(recorded(story)).layers
    assert {each.version_id for each in current} == {each.version_id for each in story.current}


def test_a_loaded_sheet_is_the_one_that_an_action_writes(region: Region, loaded: LoadReport) -> None:
    told = [s for s in region.stories() if s.current and s.person.record.nhs_number and not s.admitted_later]
    for person_id in [recorded(story) for story in told[:12]]:
        before = dict(standing.sheet(person_id) or {}, made_at="")
        locks.hold_person(person_id)
        standings.refresh(person_id, region.as_at)
        assert dict(standing.sheet(person_id) or {}, made_at="") == before


def test_a_loaded_document_is_of_the_person_and_keeps_its_hash(region: Region, loaded: LoadReport) -> None:
    version_id = somebody(region, lambda s: s.current).current[0].version_id
    document = versions.document(version_id)
    assert identities.of(document.person_id) is not None
    assert document.outcomes
    assert versions.version(version_id).sha256 == sha256(canonical(document))


def test_a_superseded_number_leads_to_the_same_person(region: Region, loaded: LoadReport) -> None:
    story = somebody(region, lambda s: s.person.superseded_number)
    earlier = find.by_number(str(story.person.superseded_number))
    assert earlier is not None
    assert earlier.person_id == recorded(story)


def test_nothing_is_current_for_those_who_have_died(region: Region, loaded: LoadReport) -> None:
    story = somebody(region, lambda s: s.has_plan and s.person.record.death)
    assert versions.current(recorded(story)) == ()


def test_an_admission_asks_whether_the_plan_still_stands(region: Region, loaded: LoadReport) -> None:
    tasks = work.for_person(recorded(somebody(region, lambda s: s.admitted_later)))
    assert TaskKind.CONFIRM_MOVE in {task.kind for task in tasks}


def test_a_review_that_was_done_asks_for_the_next_one_alone(region: Region, loaded: LoadReport) -> None:
    def last_review(story: Story) -> str | None:
        steps = story.current[0].later if len(story.current) == 1 else ()
        return next((str(each.detail["due"]) for each in reversed(steps) if each.step is Step.REVIEWED), None)

    story = somebody(region, last_review)
    due = [task.due_at for task in work.for_person(recorded(story)) if task.kind is TaskKind.REVIEW_DUE]
    assert due == [end_of(date.fromisoformat(str(last_review(story))))]


def test_an_unanswered_statement_stands_above_the_plan(region: Region, loaded: LoadReport) -> None:
    story = somebody(region, lambda s: s.statement and not s.statement.answer)
    (statement,) = records.of(recorded(story)).statements
    assert story.statement is not None
    assert statement.words == story.statement.words


def test_everybody_signs_in_in_their_role(region: Region, loaded: LoadReport) -> None:
    opened = open_sign_ins(region, "quiet harbour walks 47")
    assert {each.role for each in opened} == set(Role) - NOT_STAFF
    for each in opened:
        assert authenticate(username=each.username, password="quiet harbour walks 47")


def test_a_region_that_is_there_already_is_refused(region: Region, loaded: LoadReport) -> None:
    with pytest.raises(Refused):
        load(region)
    assert counted("people_person") == PEOPLE


def test_progress_is_told_to_the_end(loaded: LoadReport) -> None:
    told: list[tuple[str, int, int]] = []
    small = generate(people=30, seed=71)
    load(small, progress=lambda what, done, of: told.append((what, done, of)))
    assert told[-1] == ("People and plans", 30, 30)
    assert told[1][1] == told[1][2] == len(small.organisations)
