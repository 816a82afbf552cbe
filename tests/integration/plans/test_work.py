"""What waits for somebody: only what was recorded gives rise to it; nobody judges their own signature."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.builders import drafts, who

from accord.domain.authority import Role
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.moments import Moment
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.plans.actions import drafts as actions
from accord.plans.actions import tasks
from accord.plans.models import TaskKind
from accord.plans.queries import work


def test_person_without_a_decision_is_on_no_list(person: UUID) -> None:
    assert person not in work.for_actor(drafts.gp()).person_ids
    assert work.for_person(person) == ()


def test_own_and_the_organisations_drafts_are_shown(person: UUID) -> None:
    draft_id = actions.open(person_id=person, scope=Scope.ENDURING, by=drafts.carer())
    assert [(line.draft_id, line.is_own) for line in work.for_actor(drafts.carer()).drafts] == [(draft_id, True)]
    assert work.for_actor(drafts.nurse()).drafts == ()


def test_draft_on_an_older_version_is_in_conflict(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.gp())
    drafts.sign_beside(person, draft_id)
    assert [line.draft_id for line in work.for_actor(drafts.gp()).conflicts] == [draft_id]


def test_endorsement_is_asked_of_a_senior_and_not_of_the_author(person: UUID) -> None:
    author = who.actor("Y90001", Role.SENIOR_RESPONSIBLE_CLINICIAN)
    drafts.signed(person, author, details=drafts.JUNIOR)
    assert person not in {task.person_id for task in work.for_actor(author).of(TaskKind.ENDORSEMENT_DUE)}


def test_named_endorser_is_asked_wherever_they_work(person: UUID) -> None:
    details = replace(drafts.JUNIOR, endorser_id=drafts.gp().staff_id)
    drafts.signed(person, drafts.nurse(), details=details)
    assert len(work.for_actor(drafts.gp()).of(TaskKind.ENDORSEMENT_DUE)) == 1


def test_review_is_shown_four_weeks_ahead(person: UUID) -> None:
    due = Moment.of(datetime.now(UTC)).day + timedelta(days=60)
    drafts.signed(person, parts={**drafts.USUAL, PartName.REVIEW: drafts.review(due)})
    assert work.for_actor(drafts.gp()).of(TaskKind.REVIEW_DUE) == ()
    soon = datetime.now(UTC) + timedelta(days=40)
    assert len(work.for_actor(drafts.gp(), soon).of(TaskKind.REVIEW_DUE)) == 1


def justified(person: UUID) -> UUID:
    parts = {PartName.CPR: drafts.cpr(rationale="He has Down's syndrome.")}
    drafts.signed(person, drafts.nurse(), parts=parts)
    return next(task.task_id for task in work.for_person(person) if task.kind is TaskKind.JUSTIFIED_SIGNATURE)


def test_justified_signature_is_looked_at_by_somebody_else(person: UUID) -> None:
    task_id = justified(person)
    with pytest.raises(Refused, match="somebody else"):
        tasks.done(task_id=task_id, words="Fine.", by=drafts.nurse())
    tasks.done(task_id=task_id, words="Looked at with the family.", by=drafts.gp())
    with pytest.raises(Conflict, match="done already, by Dr Ada Moss"):
        tasks.done(task_id=task_id, words="Again.", by=drafts.gp())


def test_task_that_an_action_answers_is_not_ticked_off(person: UUID) -> None:
    drafts.signed(person)
    task = next(task for task in work.for_person(person) if task.kind is TaskKind.REVIEW_DUE)
    with pytest.raises(Refused, match="Record the review"):
        tasks.done(task_id=task.task_id, words="Done.", by=drafts.gp())


def test_task_needs_words_and_a_role(person: UUID) -> None:
    task_id = justified(person)
    with pytest.raises(Refused, match="words"):
        tasks.done(task_id=task_id, words=" ", by=drafts.gp())
    with pytest.raises(NotPermitted):
        tasks.done(task_id=task_id, words="Done.", by=drafts.carer())
