"""Opening a draft, its task list, bringing it up to date, and discarding it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.access.pages.guards import permitted
from accord.access.submissions import once, token
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.plans.actions import drafts as actions
from accord.plans.models import DraftState
from accord.plans.pages.persons import Person, actor_of, whom, whom_shared
from accord.plans.pages.presenters_drafts import TaskList
from accord.plans.queries import drafts as queries
from accord.plans.queries import records
from accord.web.pages import render


def draft_or_404(request: HttpRequest, draft_id: UUID, what: str = "draft") -> tuple[Person, queries.DraftView]:
    """Return an open draft and whom it is about; the read is noted. Answers 404 where there is none."""
    try:
        draft = queries.view(draft_id)
    except Refused:
        raise Http404 from None
    # A draft made from a signed plan says what that plan says, so it is shown to those who may see the plan.
    look_up = whom_shared if draft.base_version else whom
    return look_up(request, draft.person_id, what), draft


@permitted(Permission.EDIT_DRAFT)
@require_POST
@once
def open_draft(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open the one draft of this person and scope, and go to its task list."""
    scope = Scope.EPISODE if request.POST.get("scope") == Scope.EPISODE else Scope.ENDURING
    # A new version begins as a copy of the enduring plan; a plan for an admission begins from nothing.
    look_up = whom_shared if scope is Scope.ENDURING else whom
    look_up(request, person_id, "draft")
    draft_id = actions.open(person_id=person_id, scope=scope, by=actor_of(request))
    return redirect("plans:draft", draft_id)


@permitted(Permission.EDIT_DRAFT)
@require_GET
def show_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show the task list; a draft that has been closed leads to the person."""
    person, draft = draft_or_404(request, draft_id)
    if draft.state is not DraftState.OPEN:
        messages.info(request, f"That draft is closed: {draft.state.words.lower()}.")
        return redirect("plans:person", person.id)
    held = records.of(person.id)
    counts = {
        PartName.CONVERSATIONS: len(held.conversations),
        PartName.LEGAL: len(held.instruments),
        PartName.CONTACTS: len(person.identity.contacts),
    }
    page = TaskList(person, draft, counts)
    return render(request, "plans/draft.jinja", page, crumbs=person.crumbs, submission=token())


@permitted(Permission.EDIT_DRAFT)
@require_POST
def rebase_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Bring the draft onto the version that was signed since, keeping both sides of what differs."""
    draft_or_404(request, draft_id)
    done = actions.rebase(draft_id=draft_id, by=actor_of(request))
    taken = ", ".join(part.words for part in done.taken) or "nothing"
    messages.info(request, f"Brought up to date. Taken from the current plan: {taken}.")
    if done.both:
        both = ", ".join(part.words for part in done.both)
        messages.warning(request, f"Changed on both sides, so please look again: {both}.")
    return redirect("plans:draft", draft_id)


@permitted(Permission.EDIT_DRAFT)
@require_http_methods(["GET", "POST"])
@once
def discard_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask whether to discard the draft, then do so. Conversations and legal documents stay: they are the person's."""
    person, draft = draft_or_404(request, draft_id)
    if request.method == "POST":
        try:
            actions.discard(draft_id=draft_id, by=actor_of(request))
        except Conflict as conflict:
            messages.warning(request, str(conflict))
        else:
            messages.success(request, "The draft was discarded. Conversations, legal documents and contacts are kept.")
        return redirect("plans:person", person.id)
    page = TaskList(person, draft, {})
    return render(request, "plans/draft_discard.jinja", page, crumbs=person.crumbs, submission=token())
