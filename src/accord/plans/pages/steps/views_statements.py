"""“The person now says …”, its answer, and ticking off a task."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accord.access.pages.guards import permitted
from accord.access.submissions import once
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.domain.statements import Says
from accord.plans.actions import statements, tasks
from accord.plans.pages.one_form import OneForm, answer
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.persons import actor_of, whom
from accord.plans.pages.steps import forms
from accord.plans.queries import records, work
from accord.web.words import say_datetime


@permitted(Permission.POST_STATEMENT)
@require_http_methods(["GET", "POST"])
@once
def post_statement(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Post what the person now says."""
    person = whom(request, person_id, "statement")

    def do(asked: Asked) -> str:
        statements.post(person_id=person_id, by=actor_of(request), **asked.form.cleaned_data)
        return "Posted. It now stands on the emergency screen, above the recommendation."

    asks = OneForm(
        person=person,
        title="The person now says",
        question=Question(forms.StatementForm),
        back=person.href,
        do=do,
        button="Post it now",
    )
    return answer(request, asks)


@permitted(Permission.ANSWER_STATEMENT)
@require_http_methods(["GET", "POST"])
@once
def answer_statement(request: HttpRequest, person_id: UUID, statement_id: UUID) -> HttpResponse:
    """Answer what the person now says."""
    person = whom(request, person_id, "statement")
    held = next((each for each in records.of(person_id).statements if each.statement_id == statement_id), None)
    if held is None:
        raise Http404

    def do(asked: Asked) -> str:
        statements.answer(statement_id=statement_id, by=actor_of(request), **asked.form.cleaned_data)
        return "Answered. It no longer stands above the recommendation."

    asks = OneForm(
        person=person,
        title="Answer what the person now says",
        question=Question(forms.WithdrawalForm if held.says is Says.WITHDRAWS_ADRT else forms.AnswerForm),
        back=person.href,
        do=do,
        button="Answer",
        summary=(
            {"key": "They now say", "value": held.says.words},
            {"key": "In their words", "value": held.words},
            {"key": "Posted by", "value": f"{held.posted_by}, {held.posted_role}, {say_datetime(held.posted_at)}"},
        ),
    )
    return answer(request, asks)


@permitted(Permission.REVIEW_PLAN)
@require_http_methods(["GET", "POST"])
@once
def finish_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Tick off a task, saying what was done."""
    try:
        task = work.task(task_id)
    except Refused:
        raise Http404 from None
    person = whom(request, task.person_id, "task")

    def do(asked: Asked) -> str:
        tasks.done(task_id=task_id, by=actor_of(request), words=asked.form.cleaned_data["words"])
        return "Done."

    asks = OneForm(
        person=person,
        title=task.kind.words,
        question=Question(forms.TaskForm),
        back=person.href,
        do=do,
        button="This is done",
        names={"task": "words"},
    )
    return answer(request, asks)
