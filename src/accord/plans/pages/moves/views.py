"""Recording a move, and answering for each plan after one."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accord.access.pages.guards import permitted
from accord.access.submissions import once
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.domain.people import StayKind
from accord.plans.actions import moves as actions
from accord.plans.actions.moves import MoveAnswer
from accord.plans.models import TaskKind
from accord.plans.pages.moves.forms import Happened, MoveAnswerForm, MoveForm, MoveWhileAdmittedForm
from accord.plans.pages.moves.presenters import Answered, where_rows
from accord.plans.pages.one_form import OneForm, answer
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.persons import Person, actor_of, whom, whom_shared
from accord.plans.pages.steps.forms import read_time
from accord.plans.queries import versions, work
from accord.plans.queries.work import TaskView
from accord.web.fields import DayAndTime

STAYS = {
    Happened.TRANSFERRED: StayKind.ADMISSION,
    Happened.MOVED_HOME: StayKind.RESIDENT,
    Happened.CARED_FOR_AT_HOME: StayKind.HOME_CARE,
}
"""What kind of stay a move begins; an admission and a discharge have actions of their own."""
FOUND = 302
RECORDED = "The move was recorded. Where a plan is current, somebody is asked whether it still stands."
ALREADY = "That has been answered already."


@permitted(Permission.MOVE_PERSON)
@require_http_methods(["GET", "POST"])
@once
def record_move(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record an admission, a discharge or another move."""
    person = whom(request, person_id, "move")
    admitted = person.identity.admission is not None

    def do(asked: Asked) -> str:
        assert isinstance(asked.form, MoveForm)  # it is what the question below asks
        _move(request, person_id, asked.form)
        return RECORDED

    asks = OneForm(
        person=person,
        title="Record a move",
        question=Question(MoveWhileAdmittedForm if admitted else MoveForm),
        back=person.href,
        do=do,
        button="Record the move",
        summary=where_rows(person.identity),
        names={"start": "at", "end": "at", "person": "happened"},
    )
    return answer(request, asks)


@permitted(Permission.REVIEW_PLAN)
@require_http_methods(["GET", "POST"])
@once
def answer_move(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Say of one plan what becomes of it after a move; then of the next one, where there are two."""
    task = _open_task(task_id)
    if task is None or task.version_id is None:
        messages.info(request, ALREADY)
        return redirect("plans:work")
    person = whom_shared(request, task.person_id, "move")
    shown = Answered(person, versions.version(task.version_id), versions.sections(task.version_id), task)
    onward = person.href

    def do(asked: Asked) -> str:
        nonlocal onward
        draft_id = _answer(request, task, asked)
        onward = _onward(person, draft_id)
        return "Your answer was saved."

    asks = OneForm(
        person=person,
        title="Does it still stand after the move?",
        question=Question(MoveAnswerForm),
        back=person.href,
        do=do,
        button="Save the answer",
        summary=shown.summary,
        names={"why": "words", "status": "answer"},
    )
    response = answer(request, asks)
    return redirect(onward) if response.status_code == FOUND else response


def _move(request: HttpRequest, person_id: UUID, form: MoveForm) -> None:
    by, happened = actor_of(request), form.cleaned_data["happened"]
    at = read_moment(form.cleaned_data["at"], leaving=happened is not Happened.ADMITTED)
    if happened is Happened.DISCHARGED:
        actions.discharge(person_id=person_id, at=at, by=by)
    elif happened is Happened.ADMITTED:
        actions.admit(person_id=person_id, site_id=form.place.id, at=at, by=by)
    else:
        actions.move(person_id=person_id, site_id=form.place.id, kind=STAYS[happened], at=at, by=by)


def read_moment(given: DayAndTime, *, leaving: bool) -> datetime:
    """Return the moment that was given; of a day alone its beginning, or for a leaving its end (never ahead of now)."""
    whole = time(23, 59) if leaving else time.min
    return given.at() or min(timezone.make_aware(datetime.combine(given.day, whole)), timezone.now())


def _open_task(task_id: UUID) -> TaskView | None:
    try:
        task = work.task(task_id)
    except Refused:
        return None
    return task if task.kind is TaskKind.CONFIRM_MOVE else None


def _answer(request: HttpRequest, task: TaskView, asked: Asked) -> UUID | None:
    given = asked.form.cleaned_data
    chosen: MoveAnswer = given["answer"]
    because = {"reason": given["reason"], "inappropriate": given["inappropriate"]}
    return actions.answer(
        task_id=task.task_id,
        answer=chosen,
        by=actor_of(request),
        words=given["words"],
        until=read_time(given["until"]),
        **(because if chosen is MoveAnswer.CANCEL else {}),
    )


def _onward(person: Person, draft_id: UUID | None) -> str:
    """Return where to go on: to the next plan to answer for, else to the draft that was opened, else to the person."""
    waiting = [each for each in work.for_person(person.id) if each.kind is TaskKind.CONFIRM_MOVE]
    if waiting:
        return reverse("plans:move_answer", args=[waiting[0].task_id])
    return reverse("plans:draft", args=[draft_id]) if draft_id else person.href
