"""Seeing who knows of a cancellation, and saying what became of the copies."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accord.access.pages.guards import permitted
from accord.access.submissions import once
from accord.domain.authority import Permission
from accord.plans.pages.one_form import OneForm, answer
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.persons import actor_of, whom
from accord.sharing.actions import answering
from accord.sharing.cancellations.holders import HolderAnswer, HolderKind
from accord.sharing.pages.cancellations.forms import CopiesElsewhereForm, OwnCopiesForm
from accord.sharing.pages.cancellations.presenters import names_of, screen_of
from accord.sharing.queries import cancellations
from accord.web.pages import render
from accord.web.words import say_datetime


@permitted(Permission.VIEW_PLAN)
@require_GET
def show_cancellations(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the cancellations of a person's plans: who may hold a copy, who was told, and who has answered."""
    person = whom(request, person_id, "cancellations")
    page = screen_of(person, actor_of(request))
    return render(request, "sharing/cancellations.jinja", page, crumbs=person.crumbs)


@permitted(Permission.VIEW_PLAN)
@require_http_methods(["GET", "POST"])
@once
def answer_for(request: HttpRequest, person_id: UUID, holder_id: UUID) -> HttpResponse:
    """Say what became of the copies of one holder."""
    person, actor = whom(request, person_id, "cancellation"), actor_of(request)
    found = cancellations.holder(person_id, holder_id)
    if found is None or not answering.may_answer(found[1].row, found[0].row, actor):
        raise Http404
    followed, line = found
    if line.kind is HolderKind.PRINTED:
        raise Http404  # its page is that of copies
    sees_to = answering.sees_to(followed.row, actor)

    def do(asked: Asked) -> str:
        given = asked.form.cleaned_data
        said = HolderAnswer(given["answer"])
        answering.answer(holder_id=holder_id, answer=said, words=given["words"], by=actor)
        return "Thank you. Whoever cancelled the plan sees that it is done."

    asks = OneForm(
        person=person,
        title="A plan was cancelled: what became of the copies?",
        question=Question(CopiesElsewhereForm if sees_to else OwnCopiesForm),
        back=reverse("cancellations:of_person", args=[person_id]),
        do=do,
        button="Save the answer",
        summary=(
            {"key": "Who", "value": names_of(person, actor, (followed,)).of(line)},
            {
                "key": "Cancelled",
                "value": f"{say_datetime(followed.row.cancelled_at)}, {followed.row.cancelled_name}",
            },
        ),
        names={"holder": "answer"},
    )
    return answer(request, asks)
