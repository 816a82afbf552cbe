"""Moves, deaths and merged records: what becomes of plans when something happens to the person."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.builders import drafts, who

from accord.domain.errors import Conflict, Refused
from accord.domain.lifecycle import CancelReason, Status, Step
from accord.domain.people import Death, DeathStatus
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.domain.standing import EffectiveCpr
from accord.domain.statements import Says, Speaker
from accord.people.actions import deaths as people_deaths
from accord.people.actions import numbers
from accord.plans.actions import cancellations, deaths, moves, statements, suspensions
from accord.plans.actions.moves import MoveAnswer
from accord.plans.models import Current, TaskKind
from accord.plans.queries import records, versions, work

FOR_CPR = {PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)}


def tasks(person: UUID) -> list[str]:
    return sorted(task.kind.value for task in work.for_person(person))


def confirm_task(person: UUID) -> UUID:
    return next(task.task_id for task in work.for_person(person) if task.kind is TaskKind.CONFIRM_MOVE)


def test_episode_stands_over_the_enduring_plan_until_discharge(person: UUID) -> None:
    drafts.signed(person, parts=FOR_CPR)
    drafts.admit(person)
    drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    assert drafts.effective(person) is EffectiveCpr.NOT_FOR_CPR
    drafts.discharge(person)
    assert drafts.effective(person) is EffectiveCpr.FOR_CPR
    assert "look_again_after_discharge" in tasks(person)


def test_episode_that_has_ended_says_how(person: UUID) -> None:
    drafts.admit(person)
    signed = drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    drafts.discharge(person)
    line = versions.version(signed.version_id)
    assert (line.status, line.facts[-1].step) == (Status.ENDED, Step.EPISODE_CLOSED)


def test_readmission_asks_to_look_at_the_enduring_plan(person: UUID) -> None:
    drafts.signed(person)
    drafts.admit(person)
    assert "look_again_after_readmission" not in tasks(person)
    drafts.discharge(person)
    drafts.admit(person)
    assert "look_again_after_readmission" in tasks(person)


def test_move_asks_of_each_recommendation_and_changes_none(person: UUID) -> None:
    drafts.signed(person)
    before = drafts.effective(person)
    drafts.move_in(person)
    assert tasks(person).count("confirm_move") == 1
    assert drafts.effective(person) is before


def test_admission_asks_the_hospital(person: UUID) -> None:
    drafts.signed(person)
    drafts.admit(person)
    asked = work.for_actor(drafts.nurse()).of(TaskKind.CONFIRM_MOVE)
    assert [task.person_id for task in asked] == [person]


def test_confirmed_after_a_move_it_stands(person: UUID) -> None:
    signed = drafts.signed(person)
    drafts.move_in(person)
    moves.answer(task_id=confirm_task(person), answer=MoveAnswer.CONFIRM, by=drafts.gp())
    assert versions.version(signed.version_id).facts[-1].step is Step.REVIEWED
    assert "confirm_move" not in tasks(person)


def test_suspended_after_a_move(person: UUID) -> None:
    drafts.signed(person)
    drafts.move_in(person)
    moves.answer(task_id=confirm_task(person), answer=MoveAnswer.SUSPEND, words="To be seen first", by=drafts.gp())
    assert drafts.effective(person) is EffectiveCpr.SUSPENDED


def test_cancelled_after_a_move(person: UUID) -> None:
    drafts.signed(person)
    drafts.move_in(person)
    task = confirm_task(person)
    moves.answer(task_id=task, answer=MoveAnswer.CANCEL, by=drafts.gp())
    assert drafts.effective(person) is EffectiveCpr.NO_PLAN_KNOWN
    with pytest.raises(Conflict, match="done already"):
        moves.answer(task_id=task, answer=MoveAnswer.CONFIRM, by=drafts.gp())


def test_to_be_changed_after_a_move_opens_a_draft(person: UUID) -> None:
    drafts.signed(person)
    drafts.move_in(person)
    draft_id = moves.answer(task_id=confirm_task(person), answer=MoveAnswer.REVISE, by=drafts.gp())
    assert draft_id is not None
    assert drafts.effective(person) is EffectiveCpr.NOT_FOR_CPR


def test_discharge_of_somebody_not_admitted_is_refused(person: UUID) -> None:
    with pytest.raises(Refused, match="not recorded as admitted"):
        drafts.discharge(person)


def test_death_closes_and_its_withdrawal_reopens(person: UUID) -> None:
    signed = drafts.signed(person)
    drafts.die(person)
    assert versions.version(signed.version_id).status is Status.DIED
    assert drafts.effective(person) is EffectiveCpr.NO_PLAN_KNOWN
    deaths.withdraw(person_id=person, by=drafts.gp())
    assert drafts.effective(person) is EffectiveCpr.NOT_FOR_CPR
    assert {"look_again_after_return", "review_due"} <= set(tasks(person))


def test_suspension_outlives_a_death_that_was_withdrawn(person: UUID) -> None:
    signed = drafts.signed(person)
    now = datetime.now(UTC)
    suspensions.suspend(version_id=signed.version_id, from_at=now, until=None, why="Operation", by=drafts.gp())
    drafts.die(person)
    deaths.withdraw(person_id=person, by=drafts.gp())
    assert drafts.effective(person) is EffectiveCpr.SUSPENDED
    assert versions.version(signed.version_id).status is Status.SUSPENDED


def test_cancelled_plan_stays_cancelled_when_a_death_is_withdrawn(person: UUID) -> None:
    signed = drafts.signed(person)
    cancellations.cancel(version_id=signed.version_id, reason=CancelReason.CLINICAL_CHANGE, by=drafts.gp())
    drafts.die(person)
    deaths.withdraw(person_id=person, by=drafts.gp())
    assert versions.version(signed.version_id).status is Status.CANCELLED
    assert drafts.effective(person) is EffectiveCpr.NO_PLAN_KNOWN


def test_replaced_plan_stays_replaced_when_a_death_is_withdrawn(person: UUID) -> None:
    first = drafts.signed(person)
    second = drafts.signed(person)
    drafts.die(person)
    deaths.withdraw(person_id=person, by=drafts.gp())
    assert Current.objects.get(person_id=person).version_id == second.version_id
    assert versions.version(first.version_id).status is Status.SUPERSEDED


def test_death_told_by_another_system_closes_too(person: UUID) -> None:
    signed = drafts.signed(person)
    death = Death(status=DeathStatus.FORMAL, on=None)
    people_deaths.record_death(person_id=person, death=death, by=None)
    fact = versions.version(signed.version_id).facts[-1]
    assert (fact.step, fact.recorded_name) == (Step.DIED, "A message from another system")


def test_merged_record_is_reported_on_the_one_that_stays(person: UUID) -> None:
    other = drafts.person_with_talk()
    signed = drafts.signed(other)
    statements.post(person_id=other, says=Says.WANTS_CPR, words="", heard_from=Speaker.PERSON, by=drafts.carer())
    numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())
    held = records.of(person)
    assert [report.content["version_id"] for report in held.reports] == [str(signed.version_id)]
    assert (len(held.statements), len(held.conversations)) == (1, 2)
    assert not Current.objects.filter(person_id=other).exists()


def test_merged_records_leave_one_current_plan(person: UUID) -> None:
    mine, other = drafts.signed(person), who.recorded()
    drafts.signed(other)
    numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())
    assert [layer.version_id for layer in records.of(person).layers] == [mine.version_id]
    assert {"answer_statement", "confirm_report"} & set(tasks(person)) == {"confirm_report"}
