"""Conversations: listed, recorded, corrected."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accord.access.pages.guards import permitted
from accord.access.submissions import once
from accord.domain.authority import Permission
from accord.domain.plan.people_involved import Conversation
from accord.plans.actions import conversations as actions
from accord.plans.pages.one_form import OneForm, answer
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.persons import actor_of, whom, whom_shared
from accord.plans.pages.records.forms_conversations import ConversationForm
from accord.plans.pages.records.presenters import RecordList
from accord.plans.queries import drafts, records
from accord.web.pages import render

QUESTION = Question(ConversationForm)


@permitted(Permission.VIEW_PLAN)
@require_GET
def list_conversations(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List the conversations, the latest first."""
    person = whom_shared(request, person_id, "conversations")
    may_record = actor_of(request).may(Permission.RECORD_CONVERSATION)
    page = RecordList(person, records.of(person_id), draft_of(request, person_id), may_record)
    return render(request, "plans/conversations.jinja", page, crumbs=person.crumbs)


@permitted(Permission.RECORD_CONVERSATION)
@require_http_methods(["GET", "POST"])
@once
def record_conversation(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record a conversation, or correct one: the earlier record is kept, and marked as replaced."""
    look_up = whom_shared if request.GET.get("corrects") else whom
    person = look_up(request, person_id, "conversation")
    corrects = read_uuid(request.GET.get("corrects", ""))

    def do(asked: Asked) -> str:
        value, by = asked.read(), actor_of(request)
        if corrects:
            actions.correct(conversation_id=UUID(corrects), conversation=value, by=by)
        else:
            actions.record(person_id=person_id, conversation=value, by=by)
        return "The conversation was recorded."

    asks = OneForm(
        person=person,
        title="Correct a conversation" if corrects else "Record a conversation",
        question=QUESTION,
        back=reverse("plans:conversations", args=[person_id]),
        do=do,
        value=_held(person_id, corrects) if corrects else None,
        button="Save the conversation",
    )
    return answer(request, asks)


def draft_of(request: HttpRequest, person_id: UUID) -> str:
    """Return the draft from which somebody came; else the one that is open, for whoever writes in drafts."""
    asked = read_uuid(request.GET.get("draft", ""))
    if asked or not actor_of(request).may(Permission.EDIT_DRAFT):
        return asked
    return next((str(each.draft_id) for each in drafts.open_for(person_id)), "")


def read_uuid(text: str) -> str:
    """Return the id that stands in an address, or nothing where it is none."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _held(person_id: UUID, conversation_id: str) -> Conversation:
    for each in records.of(person_id).conversations:
        if str(each.conversation_id) == conversation_id:
            return each.conversation
    raise Http404
