"""A move that nobody answers for is asked again, and of the next; a discharge is told to the practice."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.builders import drafts
from tests.builders.hospitals import Hospital

from accord.domain.authority import Actor
from accord.domain.plan.wishes import Scope
from accord.plans.actions import moves
from accord.plans.actions.chasing import chase
from accord.plans.actions.moves import MoveAnswer
from accord.plans.models import Task, TaskKind
from accord.plans.pages.work.rows import task_row
from accord.plans.queries import work

LATER = datetime.now(UTC) + timedelta(hours=15)


def asked(actor: Actor) -> list[TaskKind]:
    return sorted(each.kind for each in work.for_actor(actor).tasks)


def confirm(person: UUID) -> work.TaskView:
    return next(each for each in work.for_person(person) if each.kind is TaskKind.CONFIRM_MOVE)


def test_move_says_by_when_and_is_chased_day_after_day(hospital: Hospital, person: UUID, number: str) -> None:
    drafts.signed(person)
    hospital.tell("A01", number)
    assert "Answer by" in task_row(confirm(person), datetime.now(UTC)).what
    assert (chase(), chase(now=LATER), chase(now=LATER)) == (0, 1, 0)
    assert chase(now=LATER + timedelta(hours=25)) == 1
    found = confirm(person)
    assert (found.chased, task_row(found, LATER).status) == (2, "Overdue")
    assert "once a day" in task_row(found, LATER).what


def test_next_who_is_asked_is_whoever_signed_and_nothing_else_changes(
    hospital: Hospital, person: UUID, number: str
) -> None:
    drafts.signed(person)
    before = drafts.effective(person)
    hospital.tell("A01", number)
    assert TaskKind.CONFIRM_MOVE not in asked(drafts.gp())
    chase(now=LATER)
    assert TaskKind.CONFIRM_MOVE in asked(drafts.gp())
    assert drafts.effective(person) is before
    moves.answer(task_id=confirm(person).task_id, answer=MoveAnswer.CONFIRM, by=drafts.gp())
    assert chase(now=LATER + timedelta(days=2)) == 0


def test_nothing_is_chased_when_the_event_fails(
    hospital: Hospital, person: UUID, number: str, request: pytest.FixtureRequest
) -> None:
    drafts.signed(person)
    hospital.tell("A01", number)
    request.getfixturevalue("failing_events")
    with pytest.raises(RuntimeError, match="no event"):
        chase(now=LATER)
    assert Task.objects.get(pk=confirm(person).task_id).chased == 0


def test_discharge_is_told_to_the_practice_and_the_plan_is_to_be_given(
    hospital: Hospital, person: UUID, number: str
) -> None:
    hospital.tell("A01", number)
    drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    hospital.tell("A03", number, 5)
    assert TaskKind.TOLD_OF_DISCHARGE in asked(drafts.gp())
    assert TaskKind.GIVE_PLAN in asked(drafts.nurse())
    hospital.tell("A13", number, 6)
    assert TaskKind.TOLD_OF_DISCHARGE not in asked(drafts.gp())


def test_discharge_of_somebody_with_no_plan_is_told_to_nobody(hospital: Hospital, person: UUID, number: str) -> None:
    hospital.tell("A01", number)
    hospital.tell("A03", number, 5)
    assert work.for_person(person) == ()
